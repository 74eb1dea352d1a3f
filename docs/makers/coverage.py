"""The page of coverage: for each step and way back, on which system we have instructions, in Japanese and English.

The loader holds both languages to the same number of lines, so that one count speaks for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.makers.table import code, page, table

from kagimori.core.doctor.guides import OSES
from kagimori.knowledge import load_book, load_guides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.doctor.guides import Guide, Os

INTRO = """A number counts the lines of instruction, each in Japanese and English. "not there": this system has no such
switch, and the guide says what to do instead. "not known": nobody has checked, and the guide says so.

数字は手順の行数です(日本語・英語とも)。「not there」はその機種にスイッチがなく、代わりの方法を案内します。
「not known」はまだ確かめておらず、そのとおりに表示します。"""
WORDS = {"not_there": "not there", "not_known": "not known"}


def make() -> str:
    """Return the page."""
    book, guides = load_book("real"), load_guides()
    steps = {**book.actions, **book.observations}
    ways_back = [guide for guide in guides.values() if guide.kind == "recover"]
    return page(
        "Coverage",
        INTRO,
        f"## Steps to take\n\n{_steps(book.actions)}",
        f"## Things to look at\n\n{_steps(book.observations)}",
        f"## Ways back\n\n{_back(ways_back)}",
        f"## In numbers\n\n{_totals([guides[name] for name in steps if name in guides] + ways_back)}",
    )


def _steps(names: Iterable[str]) -> str:
    guides = load_guides()
    return table(("Id", *OSES), [(code(name), *_cells(guides.get(name))) for name in names])


def _cells(guide: Guide | None) -> list[str]:
    return [_cell(guide, os) for os in OSES] if guide else ["no guide"] * len(OSES)


def _cell(guide: Guide, os: Os) -> str:
    way = guide.way(os)
    checked = f" (path of {way.path.proof.checked})" if way.path else ""
    return WORDS.get(way.state, str(len(way.lines))) + checked


def _back(guides: Iterable[Guide]) -> str:
    head = ("Id", "Causes", *OSES, "Wait", "When nothing helps", "What not to do")
    rows = [
        (
            code(guide.id),
            ", ".join(guide.causes),
            *_cells(guide),
            "yes" if guide.wait else "no",
            "yes" if guide.way_out else "no",
            str(len(guide.dont)),
        )
        for guide in guides
    ]
    return table(head, rows)


def _totals(guides: list[Guide]) -> str:
    rows = []
    for os in OSES:
        states = [guide.state(os) for guide in guides]
        rows.append((os, *(str(states.count(state)) for state in ("steps", "not_there", "not_known"))))
    return table(("System", "steps", "not there", "not known"), rows)
