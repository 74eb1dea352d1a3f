"""`kagimori keys restore`: the keys back from the sheet: typed, from a text file, or from a picture of its code.

Typed lines are looked at one by one, so that a slip is known at once.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.private_files import readable
from kagimori.cli.refusal import explained
from kagimori.cli.start import open_folder

if TYPE_CHECKING:
    from kagimori.core.vault import Keyring

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MOST_PIXELS = 50_000_000


@click.command(
    help=say(
        "控えの紙から鍵を戻します。FILEは、行を書いたテキストか、紙のQRコードを撮った写真。省くと1行ずつ入力します。",
        "Bring the keys back from the sheet. FILE is a text with its lines or a picture of its code; "
        "without it the lines are typed one by one.",
    )
)
@click.argument("file", required=False)
@about_data
def restore(*, file: str | None, data: str | None, as_json: bool) -> None:
    """Read the sheet and write the key file."""
    with made_ready(data, as_json=as_json):
        from kagimori.console.doors.keyring import key_file
        from kagimori.console.keeping.keys import wished
        from kagimori.gateways.keys import KeysExist

        keys = key_file()
        if keys.path.exists():
            raise KeysExist(file=keys.path)
        ring = _from_file(file) if file else _typed()
        open_folder()
        keys.make(ring, wished(keys))
        keys.note_printed(ring)
    click.echo(say(f"✓ 鍵を {keys.path} に戻しました。", f"✓ The keys are back in {keys.path}."))


def _from_file(name: str) -> Keyring:
    from kagimori.core.vault import sheet
    from kagimori.gateways import qr

    with readable(name) as source:
        content = source.read()
    if not name.lower().endswith(PICTURES):
        return sheet.read_lines(line for line in content.decode(errors="replace").splitlines() if _is_line(line))
    texts = qr.texts(content, most_pixels=MOST_PIXELS)
    return sheet.read_qr(next((text for text in texts if text.startswith(sheet.QR_HEAD)), ""))


def _is_line(line: str) -> bool:
    """Return whether a line of a file is one of the sheet's; what else is printed there is passed over."""
    return line.strip()[:1].isdigit()


def _typed() -> Keyring:
    from kagimori.core.errors import BadInput
    from kagimori.core.vault import sheet

    if not sys.stdin.isatty():
        return sheet.read_lines(sys.stdin.read().splitlines())
    found: dict[int, str] = {}
    while not sheet.is_last(found):
        typed = click.prompt(say("次の行(番号から)", "Next line, from its number"), prompt_suffix="\n> ")
        try:
            number, letters = sheet.read_line(typed)
        except BadInput as error:
            click.echo(explained(error), err=True)
            continue
        found[number] = letters
    return sheet.joined(found)
