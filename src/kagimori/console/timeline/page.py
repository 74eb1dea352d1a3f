"""What the pages of the timeline lay out: each entry as one sentence, with who, when, from where and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kagimori.console.timeline.names import names_of
from kagimori.knowledge import load_deeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from kagimori.console.timeline.models import Entry
    from kagimori.core.text import Lang

PLACES = {
    "web": gettext_lazy("in the browser"),
    "api": gettext_lazy("by a program (API)"),
    "cli": gettext_lazy("by command on the server"),
    "console": gettext_lazy("by itself"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as people read it."""

    number: int
    at: datetime
    kind: str
    words: str
    place: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day in the reader's zone."""

    day: date
    entries: tuple[Told, ...]


def told(entries: Iterable[Entry]) -> tuple[Told, ...]:
    """Return the entries in words, in their order; names are joined where they are still there."""
    kept = list(entries)
    names = names_of(reference for entry in kept for reference in _references(entry))
    return tuple(_told(entry, names) for entry in kept)


def by_day(entries: Iterable[Entry]) -> tuple[Day, ...]:
    """Return the entries in words, under the days on which they happened."""
    lines = told(entries)
    return tuple(
        Day(day, tuple(group)) for day, group in groupby(lines, key=lambda line: timezone.localtime(line.at).date())
    )


def language() -> Lang:
    """Return the language of this request."""
    return "ja" if (get_language() or "ja").startswith("ja") else "en"


def gaps_of(entry: Entry) -> dict[str, str]:
    """Return what fills the gaps of a sentence about the entry, in the reader's language."""
    return _gaps(entry, names_of(_references(entry)))


def _told(entry: Entry, names: Mapping[str, str]) -> Told:
    words = load_deeds().sentence(entry.kind, _gaps(entry, names), language())
    place = str(PLACES.get(entry.place, ""))
    return Told(entry.number, entry.at, entry.kind, words, place, entry.address, entry.why)


def _gaps(entry: Entry, names: Mapping[str, str]) -> dict[str, str]:
    gaps = {field: _value(entry, field, value, names) for field, value in entry.payload.items()}
    gaps["subject"] = _named(entry.subject, names) if ":" in entry.subject else ""
    gaps["actor"] = _named(f"user:{entry.actor}", names) if entry.actor else _("Kagimori")
    gaps["whom"] = _named(f"person:{entry.whom}", names) if entry.whom else ""
    return gaps


def _value(entry: Entry, field: str, value: object, names: Mapping[str, str]) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str) and value in names:
        return names[value]
    return load_deeds().value(entry.kind, field, value, language())


def _named(reference: str, names: Mapping[str, str]) -> str:
    if reference in names:
        return names[reference]
    if reference.startswith(("user:", "person:")):
        return _("someone who left (erased)")
    return ""


def _references(entry: Entry) -> Iterator[str]:
    yield from (entry.subject, f"user:{entry.actor}", f"person:{entry.whom}")
    yield from (value for value in entry.payload.values() if isinstance(value, str) and ":" in value)
