"""The options of the commands that open the console: where to listen, where the data lies, how others call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import say

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., Any]

OPTIONS = (
    click.option(
        "--host", metavar="ADDRESS", help=say("待ち受けるアドレス(既定 127.0.0.1)", "Listen here (127.0.0.1)")
    ),
    click.option("--port", metavar="N", help=say("待ち受けるポート(既定 8000)", "Listen on this port (8000)")),
    click.option("--data", metavar="DIR", help=say("データを置くフォルダ", "The folder for all data")),
    click.option(
        "--public-url",
        metavar="URL",
        help=say(
            "ほかの機械から見たアドレス(リンクとQRに使用)",
            "The address that others use; links and QR codes are made with it",
        ),
    ),
    click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language")),
)


def about_opening(command: Command) -> Command:
    """Return the command with the options, in the order in which the help shows them."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
