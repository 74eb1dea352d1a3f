"""What the commands about keys and backups have in common: their options, and Django made ready behind them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import say
from kagimori.cli.refusal import refusals
from kagimori.cli.start import asking_database, choose, set_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

data_option = click.option("--data", metavar="DIR", help=say("データを置くフォルダ", "The folder for all data"))
json_option = click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))


def about_data(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--data` and `--json`."""
    return data_option(json_option(command))


@contextmanager
def made_ready(data: str | None, *, as_json: bool) -> Iterator[None]:
    """Have Django ready inside, and turn errors into words; the database is not asked for."""
    choose({"KAGIMORI_DATA": data})
    with refusals(as_json=as_json):
        set_up()
        with asking_database():
            yield
