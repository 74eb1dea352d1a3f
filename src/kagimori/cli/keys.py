"""`kagimori keys`: the installation's keys; each command is a module of its own, imported when it is named."""

from __future__ import annotations

import click

from kagimori.cli.language import say
from kagimori.cli.lazy import LazyGroup, Table

COMMANDS: Table = {
    "status": (
        "kagimori.cli.keys_status",
        "status",
        say(
            "鍵の置き場所と守り方、控えの紙の有無を見ます",
            "Where the keys are, how they are locked, and what was printed",
        ),
    ),
    "sheet": (
        "kagimori.cli.keys_sheet",
        "sheet",
        say("鍵の控えの紙を作ります(PDFかテキスト)", "Make the recovery sheet, as PDF or text"),
    ),
    "restore": (
        "kagimori.cli.keys_restore",
        "restore",
        say("控えの紙から鍵を戻します", "Bring the keys back from the recovery sheet"),
    ),
    "wrap": (
        "kagimori.cli.keys_lock",
        "wrap",
        say("鍵に合言葉をかけます", "Lock the keys with a passphrase"),
    ),
    "unwrap": (
        "kagimori.cli.keys_lock",
        "unwrap",
        say("合言葉や保管サービスを外します", "Take the passphrase or the key service off"),
    ),
    "kms": (
        "kagimori.cli.keys_lock",
        "kms",
        say("鍵を保管サービス(KMS)で守ります", "Lock the keys with a key service (KMS)"),
    ),
    "rotate": (
        "kagimori.cli.keys_rotate",
        "rotate",
        say("鍵を新しくし、封をした値をすべて封じ直します", "Change the keys and seal every value anew"),
    ),
    "identity": (
        "kagimori.cli.keys_identity",
        "identity",
        say("バックアップを開く鍵のファイルを作ります", "Make a file that opens backups"),
    ),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    help=say(
        "このコンソールの鍵を見る・守る・控える・取り替えるコマンドです。",
        "Look at the keys of this installation, lock them, keep a copy of them and change them.",
    ),
)
def keys() -> None:
    """Hold the commands together."""
