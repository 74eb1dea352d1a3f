"""`kagimori restore FILE --identity-file F`: a backup read back into an empty installation, or nothing at all."""

from __future__ import annotations

import json
import tempfile
from typing import TYPE_CHECKING, BinaryIO

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.private_files import readable
from kagimori.cli.start import alone_in, open_database, open_folder, with_passphrase

if TYPE_CHECKING:
    from kagimori.console.keeping.restore import Restored


@click.command(
    help=say(
        "バックアップを、空のフォルダまたは空のデータベースに戻します。先に、このコンソールの鍵(フォルダkeys)を戻しておきます。",
        "Read a backup back into an empty folder or an empty database. The keys of its console come first.",
    )
)
@click.argument("file")
@click.option(
    "--identity-file",
    metavar="FILE",
    required=True,
    help=say("宛先の鍵のファイル", "The file with the recipient's identity"),
)
@about_data
def restore(*, file: str, identity_file: str, data: str | None, as_json: bool) -> None:
    """Read it back and say what is to be done next."""
    with made_ready(data, as_json=as_json):
        from django.conf import settings

        open_folder()
        with alone_in(settings.DATA):
            done = _restored(file, identity_file)
            open_database()
    if as_json:
        click.echo(json.dumps({"rows": done.rows, "since": done.since.isoformat()}))
        return
    click.echo(
        say(
            f"✓ {done.rows}行を戻しました({done.since:%Y-%m-%d %H:%M} UTC の状態)。",
            f"✓ {done.rows} rows are back, as they were at {done.since:%Y-%m-%d %H:%M} UTC.",
        )
    )
    click.echo(
        say(
            "全員がログインし直します。リンクとAPIの許可証は作り直してください。"
            "その時刻より後の試行は、数えられないので使ったものとして数えます。",
            "Everybody logs in again; links and API tokens are to be made anew. "
            "Tries since that moment are not known and are counted as used.",
        ),
        err=True,
    )


def _restored(file: str, identity_file: str) -> Restored:
    from django.conf import settings
    from django.utils import timezone

    from kagimori.console.doors.keyring import keyring
    from kagimori.console.keeping.restore import restore as read_back
    from kagimori.core.people.standing import Actor

    ring = with_passphrase(keyring)
    # Nameless and gone with this process: what it holds is what the database beside it will hold.
    with tempfile.TemporaryFile(dir=settings.DATA) as plain:
        _open_into(plain, file, identity_file)
        return read_back(plain, ring, by=Actor.itself("cli"), now=timezone.now())


def _open_into(plain: BinaryIO, file: str, identity_file: str) -> None:
    from kagimori.gateways.age import decrypt, identities

    with readable(identity_file) as source:
        known = identities(source.read(), identity_file)
    with readable(file) as source:
        decrypt(source, plain, known)
    plain.seek(0)
