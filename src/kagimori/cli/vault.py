"""`kagimori vault`: backup codes and authenticators on the server; each command is a module of its own.

`open` needs neither the console nor its database: it is for the day on which both are gone.
"""

from __future__ import annotations

import click

from kagimori.cli.language import say
from kagimori.cli.lazy import LazyGroup, Table

COMMANDS: Table = {
    "status": (
        "kagimori.cli.vault_status",
        "status",
        say("コードの残り・置き場所・認証アプリ・点検の期限を見ます", "See codes left, places, apps and what is due"),
    ),
    "export": (
        "kagimori.cli.vault_export",
        "export",
        say("コードを、合言葉で暗号化したファイルに書き出します", "Write codes into a file locked by a passphrase"),
    ),
    "open": (
        "kagimori.cli.vault_open",
        "open_file",
        say("そのファイルを開きます(コンソールは要りません)", "Open such a file; no console is needed"),
    ),
    "restore": (
        "kagimori.cli.vault_restore",
        "restore",
        say("そのファイルからコードを戻します", "Read codes back from such a file"),
    ),
    "papers": (
        "kagimori.cli.vault_papers",
        "papers",
        say("印刷した紙と封筒の記録を見ます", "See the record of prints and envelopes"),
    ),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    help=say("保管庫のためのコマンドです。", "Commands for the vault."),
)
def vault() -> None:
    """Hold the commands together."""
