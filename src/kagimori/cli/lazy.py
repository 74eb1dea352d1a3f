"""A click group whose commands are modules, imported only when they are named.

The table stands beside the group: name -> (module, attribute, one line of help), so that `--help` imports nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import say

if TYPE_CHECKING:
    from collections.abc import Mapping

Table = dict[str, tuple[str, str, str]]


class LazyGroup(click.Group):
    """A group that knows its commands by a table and imports one when it is called."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str, str]], **kwargs: Any) -> None:
        """Keep the table; everything else is click's."""
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import and return the named command, or None."""
        if cmd_name not in self.table:
            return None
        module, attribute, _ = self.table[cmd_name]
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """Write the table of commands without importing any."""
        with formatter.section(say("コマンド", "Commands")):
            formatter.write_dl([(name, line) for name, (_, _, line) in self.table.items()])
