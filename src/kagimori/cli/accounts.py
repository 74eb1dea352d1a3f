"""`kagimori accounts`: the Instagram accounts; each command is a module of its own, imported when named."""

from __future__ import annotations

import click

from kagimori.cli.language import say
from kagimori.cli.lazy import LazyGroup, Table

COMMANDS: Table = {
    "readiness": (
        "kagimori.cli.accounts_readiness",
        "readiness",
        say("もしもの備えができているかを見ます", "See whether accounts are ready for trouble"),
    ),
    "recount": (
        "kagimori.cli.accounts_recount",
        "recount",
        say("アカウントの数の記録が正しいかを確かめます", "Prove the counters that stand on each account"),
    ),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    help=say("Instagramアカウントのためのコマンドです。", "Commands for the Instagram accounts."),
)
def accounts() -> None:
    """Hold the commands together."""
