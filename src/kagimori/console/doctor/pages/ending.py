"""The end of a case: back in, handed on, or stopped; and what to do so that it does not come again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.doctor.queries import is_about_count
from kagimori.console.look.spelling import MINUTE, span
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date

    from kagimori.console.doctor.pages.books import Books
    from kagimori.console.doctor.pages.step import Reader
    from kagimori.console.doctor.queries import Held
    from kagimori.core.doctor.advise import Advice

# How many causes the last page names: the one that was cured, or those that others should look at.
NAMED = {"recovered": 1, "hand_off": 2, "gave_up": 1}


@dataclass(frozen=True, slots=True)
class WayOn:
    """One thing to do after a case that no published way solves: what, how, and what to keep off."""

    id: str
    title: str
    what: str
    lines: tuple[str, ...]
    dont: tuple[str, ...]
    wait: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How it ended; `closed` is False while the person has not confirmed it."""

    template: str
    outcome: str
    sentence: str
    causes: tuple[str, ...]
    took: str
    closed: bool
    ways: tuple[WayOn, ...]
    afterwards: tuple[WayOn, ...]
    next_check_on: date
    booked: bool


def ending(held: Held, advice: Advice, books: Books, reader: Reader) -> Ending:
    """Return the last page; the outcome of a closed case rules, else what the doctor advises."""
    closing = held.case.closing
    outcome = closing.value if closing else (advice.outcome or "hand_off")
    end = closing.at if closing else reader.now
    counted = is_about_count(held.case)
    named = () if counted else _named(held, advice)[: NAMED[outcome]]
    day = held.row.next_check_on or (reader.now + load_policy()["web.next_check"].span).date()
    return Ending(
        template=f"doctor/_{outcome}.html",
        outcome=outcome,
        sentence=_("The count is settled.") if counted else books.sayings.outcomes[outcome].to(reader.lang),
        causes=tuple(books.book.causes[name].words.to(reader.lang) for name in named if name in books.book.causes),
        took=span(max(MINUTE, held.case.minute(end) * MINUTE)),
        closed=closing is not None,
        ways=_ways(named, advice.hand_off, books, reader) if outcome == "hand_off" else (),
        afterwards=tuple(_way(name, books, reader) for name in advice.afterwards) if outcome == "recovered" else (),
        next_check_on=day,
        booked=held.row.next_check_on is not None,
    )


def _named(held: Held, advice: Advice) -> tuple[str, ...]:
    """Return the causes, most probable first: as they were when the case was closed, else as they are."""
    closing = held.case.closing
    if closing is not None:
        return tuple(closing.more.get("causes", ()))
    return advice.named or tuple(likely.id for likely in advice.causes)


def _ways(named: tuple[str, ...], hand_off: tuple[str, ...], books: Books, reader: Reader) -> tuple[WayOn, ...]:
    """Return what to do next: the recovery guides of the causes named, then the steps that the doctor hands on."""
    ids = dict.fromkeys(guide.id for cause in named for guide in books.guides.for_cause(cause))
    ids |= dict.fromkeys(name for name in hand_off if name in books.guides or name in books.book.actions)
    return tuple(_way(name, books, reader) for name in ids)


def _way(name: str, books: Books, reader: Reader) -> WayOn:
    lang, guide, action = reader.lang, books.guides.get(name), books.book.actions.get(name)
    if guide is None:
        return WayOn(name, action.words.to(lang) if action else name, "", (), (), "", "")
    title = guide.title or (action.words if action else guide.what)
    return WayOn(
        id=name,
        title=title.to(lang),
        what=guide.what.to(lang),
        lines=guide.steps(reader.os, lang),
        dont=tuple(line.to(lang) for line in guide.dont),
        wait=guide.wait.words.to(lang) if guide.wait else "",
        way_out=guide.way_out.to(lang) if guide.way_out else "",
    )
