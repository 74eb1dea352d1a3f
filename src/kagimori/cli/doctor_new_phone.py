"""`kagimori doctor new-phone`: what to move before the old phone goes, in which order, as a checklist.

For everybody by default; `--number` and `--company` add the steps for a changing number and a shared company phone.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from kagimori.cli.language import current, say
from kagimori.knowledge.moves import load_moves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.doctor.moves import Move

PHASES = {
    "today": say("今日のうちに", "Today, while all still works"),
    "move": say("移すとき(両方のスマホを手元に)", "While moving, both phones in hand"),
    "prove": say("古いスマホを手放す前に確かめる", "Prove it before the old phone goes"),
    "after": say("そのあと", "Afterwards"),
}


@click.command(
    help=say(
        "機種変更の前に、何をどの順番で移し、何を確かめるかを一覧にします。",
        "Before you change phones: what to move, in which order, and what to prove first.",
    )
)
@click.option(
    "--number", type=click.Choice(["stays", "changes"]), default="stays", help=say("電話番号は?", "The number")
)
@click.option(
    "--company", is_flag=True, help=say("会社のスマホ・チームで使うアカウント", "A company phone or a shared account")
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
def new_phone(*, number: str, company: bool, as_json: bool) -> None:
    """Print the checklist."""
    wanted = {"", f"number_{number}"} | ({"company_phone"} if company else set())
    moves = [move for move in load_moves() if move.only_if in wanted]
    if as_json:
        click.echo(json.dumps([_record(move) for move in moves], ensure_ascii=False))
        return
    click.echo("\n".join(lines(moves)))


def lines(moves: list[Move]) -> Iterator[str]:
    """Yield the checklist phase by phase, each step with its reason."""
    lang = current()
    for phase, steps in groupby(moves, key=lambda move: move.phase):
        yield f"\n{PHASES[phase]}"
        for move in steps:
            yield f"- [ ] {move.words.to(lang)} ({say(f'{move.minutes:.0f}分', f'{move.minutes:.0f} min')})"
            yield f"      {move.why.to(lang)}"


def _record(move: Move) -> dict[str, object]:
    return {
        "id": move.id,
        "phase": move.phase,
        "minutes": move.minutes,
        "words": move.words._asdict(),
        "why": move.why._asdict(),
        "only_if": move.only_if,
    }
