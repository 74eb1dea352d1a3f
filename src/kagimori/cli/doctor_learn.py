"""`kagimori doctor learn`: move the book's grades by the outcomes of closed cases, visibly and reversibly.

Learns anew from all cases each time, so running it twice changes nothing.  `--dry-run` shows what would move, `--undo`
brings the grades before the newest learning back, byte for byte.  Cases of the command line are those of this
machine's user; `--console` adds the teams' cases.  The rule stands in `core.doctor.learn`.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import click

from kagimori.cli.cases import CaseFolder
from kagimori.cli.language import current, say
from kagimori.cli.learned import Learned
from kagimori.core.doctor.learn import learn as learn_from
from kagimori.knowledge import load_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case
    from kagimori.core.doctor.learn import Overlay

NOTHING_TO_UNDO = 1
TELLING = 0.0005  # a smaller change would print as the same per mille


class Move(NamedTuple):
    """One chance that moves: whose, where, from what to what."""

    kind: str
    id: str
    where: str
    before: float
    after: float


@click.command(
    help=say(
        "終わった相談の結果から、原因と手順の見立ての重みを直します。元の知識は変わらず、いつでも戻せます。",
        "Adjust the grades of causes and steps by closed cases. The book itself stays; it can be undone at any time.",
    )
)
@click.option(
    "--console",
    is_flag=True,
    help=say("コンソールにあるチームの相談からも学ぶ", "Learn from the teams' cases of the console, too"),
)
@click.option("--dry-run", is_flag=True, help=say("変わるものを見せるだけ", "Only show what would change"))
@click.option("--undo", is_flag=True, help=say("直前の学習を取り消す", "Take the newest learning back"))
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.pass_context
def learn(ctx: click.Context, *, console: bool, dry_run: bool, undo: bool, as_json: bool) -> None:
    """Learn, show or undo."""
    learned = Learned.of_this_user()
    if undo:
        _undo(ctx, learned)
        return
    book = load_book("real")
    cases = chain(CaseFolder.of_this_user(), _of_the_console() if console else ())
    overlay = learn_from(book, cases)
    moves = list(moved(book, overlay))
    if as_json:
        click.echo(json.dumps({"cases": overlay.cases, "moved": [move._asdict() for move in moves]}))
    else:
        click.echo("\n".join(lines(book, overlay, moves)))
    if not dry_run:
        learned.keep(overlay)


def _of_the_console() -> Iterable[Case]:
    """Yield the cases of logged-in people; an anonymous one teaches nothing, since anybody could write it."""
    from kagimori.cli.start import open_database

    open_database()
    from kagimori.console.doctor.queries import cases_of_teams

    return cases_of_teams()


def _undo(ctx: click.Context, learned: Learned) -> None:
    if not learned.undo():
        click.echo(say("取り消せる学習はありません。", "There is no learning to take back."), err=True)
        ctx.exit(NOTHING_TO_UNDO)
    click.echo(say("直前の状態に戻しました。", "The grades are as they were before."))


def moved(book: Book, overlay: Overlay) -> Iterator[Move]:
    """Yield every chance that the overlay moves by more than a rounding."""
    for id_, table in overlay.common.items():
        common = book.causes[id_].common
        for key, after in table.items():
            before = common.get(key, common.get(key.partition(".")[0], 0.0))
            yield from _if_telling(Move("common", id_, key, before, after))
    for id_, table in overlay.cures.items():
        for cause, after in table.items():
            yield from _if_telling(Move("cures", id_, cause, book.actions[id_].cures[cause], after))


def _if_telling(move: Move) -> Iterator[Move]:
    if abs(move.after - move.before) > TELLING:
        yield move


def lines(book: Book, overlay: Overlay, moves: list[Move]) -> Iterator[str]:
    """Yield what moved, in words."""
    yield say(f"回復した相談 {overlay.cases} 件から学びました。", f"Learned from {overlay.cases} recovered cases.")
    if not moves:
        yield say("変わった重みはありません。", "No grade moves.")
    lang = current()
    for move in moves:
        thing = book.causes.get(move.id) or book.actions[move.id]
        where = book.causes[move.where].words.to(lang) if move.where in book.causes else move.where
        yield f"  {move.before:6.1%} -> {move.after:6.1%}  {thing.words.to(lang)} ({where})"
