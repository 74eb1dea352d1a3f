"""`kagimori backup FILE --to age1...`: everything of one moment, encrypted; may run while the console does."""

from __future__ import annotations

import json

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.private_files import new_private_file
from kagimori.cli.start import open_database


@click.command(
    help=say(
        "すべてのデータの、ある一瞬の写しを、宛先の人だけが開けるファイルに書き出します。"
        "コンソールが動いている間も使えます。鍵、ログイン中の状態、リンクは入りません。",
        "Write all data of one moment into a file that its recipients alone can open, while the console goes on. "
        "Keys, sessions and links are not in it.",
    )
)
@click.argument("file")
@click.option(
    "--to",
    "recipients",
    metavar="RECIPIENT",
    multiple=True,
    required=True,
    help=say(
        "宛先(age1… または SSH公開鍵)。何度でも指定できます", "A recipient: age1… or an SSH public key; may be repeated"
    ),
)
@about_data
def backup(*, file: str, recipients: tuple[str, ...], data: str | None, as_json: bool) -> None:
    """Write the backup and note that it was made."""
    with made_ready(data, as_json=as_json):
        from django.utils import timezone

        from kagimori.console.keeping.backup import note, write
        from kagimori.core.people.standing import Actor
        from kagimori.gateways.age import recipient

        wanted = [recipient(text) for text in recipients]
        open_database()
        now = timezone.now()
        with new_private_file(file) as target:
            rows = write(target, wanted, now=now)
        note(rows, by=Actor.itself("cli"), now=now)
    if as_json:
        click.echo(json.dumps({"file": file, "rows": rows, "made_at": now.isoformat()}))
        return
    click.echo(say(f"✓ {rows}行を {file} に書き出しました。", f"✓ {rows} rows are in {file}."))
    click.echo(
        say(
            "戻すには、このファイルと、宛先の鍵と、このコンソールの鍵(または控えの紙)が要ります。",
            "To read it back you need this file, the recipient's identity and this console's keys (or their sheet).",
        ),
        err=True,
    )
