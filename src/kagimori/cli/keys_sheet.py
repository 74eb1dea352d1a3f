"""`kagimori keys sheet FILE`: the recovery sheet, to be printed and locked away.

It holds the keys in clear, so that it helps when passphrase, disk and key service are all gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.private_files import new_private_file
from kagimori.cli.start import with_passphrase

if TYPE_CHECKING:
    from kagimori.core.vault import Keyring


@click.command(
    help=say(
        "鍵の控えの紙を作ります。FILEが.pdfなら印刷用のPDF、ほかはテキスト、-なら画面に出します。"
        "印刷したらファイルは消し、紙は金庫に入れてください。",
        "Make the recovery sheet: a PDF where FILE ends in .pdf, else text, and - prints to the screen. "
        "Delete the file once it is printed and lock the paper away.",
    )
)
@click.argument("file")
@about_data
def sheet(*, file: str, data: str | None, as_json: bool) -> None:
    """Write the sheet and remember which keys are on it."""
    with made_ready(data, as_json=as_json):
        from kagimori.console.doors.keyring import key_file

        keys = key_file()
        ring = with_passphrase(keys.open)
        if file == "-":
            click.echo(_text(ring))
        else:
            with new_private_file(file) as target:
                target.write(_pdf(ring) if file.lower().endswith(".pdf") else f"{_text(ring)}\n".encode())
        keys.note_printed(ring)
    if file != "-":
        click.echo(say(f"✓ {file} に書き出しました。", f"✓ The sheet is in {file}."))
    click.echo(
        say(
            "印刷して金庫に入れ、ファイルは消してください。この紙があれば、すべての値を読めます。",
            "Print it, lock it away and delete the file: whoever has this sheet can read every sealed value.",
        ),
        err=True,
    )


def _text(ring: Keyring) -> str:
    from kagimori.core.vault import sheet as paper

    return "\n".join(paper.lines(ring))


def _pdf(ring: Keyring) -> bytes:
    from django.template.loader import render_to_string
    from django.utils import timezone

    from kagimori.core.vault import sheet as paper
    from kagimori.gateways import pdf, qr

    page = {"lines": paper.lines(ring), "code": qr.drawing(paper.qr_text(ring)), "day": timezone.localdate()}
    return pdf.render(render_to_string("keeping/sheet.html", page))
