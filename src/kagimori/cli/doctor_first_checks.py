"""`kagimori doctor first-checks`: the article's overview table, ranked by the minutes that each check saves."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kagimori.cli.language import current, say
from kagimori.core.doctor.first_checks import FirstCheck, first_checks
from kagimori.knowledge import load_book

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Book

LAYERS = {
    "input": say("入力・同期", "input and sync"),
    "codes": say("SMS・認証アプリ", "SMS and authenticator"),
    "account": say("アカウント制限", "account restriction"),
}


@click.command(
    name="first-checks",
    help=say(
        "まだ何もわからないときに見る六つの点を、節約できる時間の順に並べます。",
        "Six things to look at while nothing is known yet, by the minutes that each saves.",
    ),
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
def first(*, as_json: bool) -> None:
    """Print the checks."""
    book = load_book("real")
    checks = first_checks(book)
    if as_json:
        click.echo(json.dumps([asdict(check) for check in checks]))
        return
    click.echo("\n".join(_line(book, number, check) for number, check in enumerate(checks, start=1)))


def _line(book: Book, number: int, check: FirstCheck) -> str:
    lang = current()
    thing = book.actions.get(check.id) or book.observations[check.id]
    length = say(f"約{max(1.0, check.minutes):.0f}分", f"about {max(1.0, check.minutes):.0f} min")
    cause = book.causes[check.cause].words.to(lang)
    return f"{number}. {thing.words.to(lang)} ({length})\n     {LAYERS[check.layer]}: {cause}, {check.chance:.0%}"
