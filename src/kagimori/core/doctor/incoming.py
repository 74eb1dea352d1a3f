"""A case from another machine, made fit to be kept: only what the book knows, texts masked, nobody's own keys.

Whoever sends a case is a stranger: ids, values and weights are looked up, everything else in an opening is dropped.
"""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from kagimori.core.doctor.book import GOALS, METHODS
from kagimori.core.doctor.case import OUTCOMES, Case, CaseShape
from kagimori.core.doctor.guides import OSES
from kagimori.core.mask import mask
from kagimori.core.text import LANGS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Event

# How a case may end, as the table in `case` has it.
ENDINGS = ("recovered", "hand_off", "gave_up")
# The strongest that a single word may speak for or against a cause.
STRONGEST = 1e6
WORDS = {"goal": GOALS, "method": METHODS, "os": OSES, "lang": LANGS}


def clean(case: Case, book: Book, now: datetime, *, most_events: int, most_letters: int) -> Case:
    """Return the case as it may be kept.  Raises CaseShape, naming the line, where an event is not one of ours."""
    if not case.events or case.events[0].kind != "opened" or len(case.events) > most_events:
        raise CaseShape(line=1, problem="opened, or too long")
    return Case(
        case.id, tuple(_clean(event, book, now, most_letters, line) for line, event in enumerate(case.events, 1))
    )


def _clean(event: Event, book: Book, now: datetime, most_letters: int, line: int) -> Event:
    if event.at > now or not _known(event, book):
        raise CaseShape(line=line, problem=event.kind)
    if event.kind == "opened":
        return replace(event, id="real", more=_opening(event.more, book, most_letters))
    if event.kind == "closed":
        return replace(event, more={"causes": _named(event.more.get("causes"), book)})
    return replace(event, more={})


def _known(event: Event, book: Book) -> bool:
    if event.error is not None and event.error not in book.errors:
        return False
    seen = book.observations.get(event.id)
    fitting = {
        "answered": seen is not None and event.value in (*seen.values, "unknown"),
        "did": event.id in book.actions and event.value in OUTCOMES,
        "waited": _minutes(event.value),
        "inside": event.value in ("yes", "no"),
        "closed": event.value in ENDINGS,
        # What others did is known to the console alone.
        "elsewhere": False,
    }
    return fitting.get(event.kind, True)


def _minutes(value: str) -> bool:
    try:
        return float(value) >= 0.0 and isfinite(float(value))
    except ValueError:
        return False


def _opening(more: Any, book: Book, most_letters: int) -> dict[str, Any]:
    kept: dict[str, Any] = {name: more[name] for name, known in WORDS.items() if more.get(name) in known}
    if more.get("error") in book.errors:
        kept["error"] = more["error"]
    for name, known in (("causes", book.causes), ("shares", book.causes), ("errors", book.errors)):
        kept[name] = _weights(more.get(name), known)
    if isinstance(more.get("text"), str):
        kept["text"] = mask(more["text"][:most_letters])
    return kept


def _weights(table: Any, known: Collection[str]) -> dict[str, float]:
    if not isinstance(table, dict):
        return {}
    numbers = {id_: weight for id_, weight in table.items() if id_ in known and isinstance(weight, int | float)}
    return {id_: float(weight) for id_, weight in numbers.items() if 1 / STRONGEST <= weight <= STRONGEST}


def _named(causes: Any, book: Book) -> list[str]:
    return [id_ for id_ in causes if isinstance(id_, str) and id_ in book.causes] if isinstance(causes, list) else []
