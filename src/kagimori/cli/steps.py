"""The steps of a guide for a terminal: for each system where the switch is, what to do, and how to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.cli.language import current, say
from kagimori.knowledge import load_guides

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kagimori.core.doctor.guides import Os

NAMES = {"ios": "iPhone", "android": "Android", "web": say("パソコン", "Computer")}


def steps_of(guide_id: str, systems: Sequence[Os]) -> Iterator[str]:
    """Yield the lines for every system named; one that has no such thing says so."""
    guide, lang = load_guides()[guide_id], current()
    for system in systems:
        yield f"{NAMES[system]}:"
        yield from (f"  {number}. {line}" for number, line in enumerate(guide.steps(system, lang), start=1))
        path = guide.path(system)
        if path is not None:
            yield say("  見つからないとき: ", "  Not on your screen? ") + path.otherwise.to(lang)
    yield say("元に戻すには: ", "To undo it: ") + guide.undo.to(lang)
