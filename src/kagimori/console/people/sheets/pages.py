"""What the pages of an import show: columns with samples, and the lines sorted by what will become of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.core.people.columns import MEANINGS
from kagimori.core.people.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.console.people.models import SheetDraft
    from kagimori.core.people.columns import Broken
    from kagimori.core.people.doubles import Match

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, a few cells, and the meanings to choose from with the one that is chosen."""

    place: int
    heading: str
    samples: tuple[str, ...]
    choices: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list as it will be taken over."""

    line: int
    name: str
    email: str
    phone: str
    company: str
    two_factor: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The lines by what will become of them; `asked` are those that somebody must answer."""

    new: tuple[Row, ...]
    known: tuple[Row, ...]
    asked: tuple[Row, ...]
    twice: tuple[Row, ...]
    broken: tuple[tuple[int, str], ...]

    @property
    def nothing(self) -> bool:
        """Return whether nobody would be taken over."""
        return not (self.new or self.known or self.asked)


def meaning_words() -> dict[str, str]:
    """Return what each meaning is called."""
    return {
        "": _("leave out"),
        "name": _("Name"),
        "first_name": _("First name"),
        "last_name": _("Family name"),
        "email": _("Mail address"),
        "phone": _("Phone number"),
        "company": _("Company"),
        "two_factor": _("Two-step verification at Meta"),
    }


def columns(draft: SheetDraft) -> tuple[Column, ...]:
    """Return the columns of a draft, in their order."""
    words, cells = meaning_words(), [row for _number, row in draft.lines if row is not None]
    return tuple(
        Column(
            place=place,
            heading=heading or _("column %(number)s") % {"number": place + 1},
            samples=tuple(cell for cell in (row[place] for row in cells) if cell)[:SAMPLES],
            choices=tuple((one, words[one], one == draft.meanings[place]) for one in MEANINGS),
        )
        for place, heading in enumerate(draft.header)
    )


def preview(matches: Iterable[Match], broken: Iterable[Broken]) -> Preview:
    """Return the lines sorted."""
    by_kind: dict[str, list[Row]] = {"new": [], "known": [], "like": [], "twice": []}
    for one in matches:
        by_kind[one.kind].append(_row(one))
    faults = {
        "no_name": _("neither a name nor an address"),
        "mail": _("the mail address cannot be read"),
        "phone": _("the phone number cannot be read"),
        "torn": _("more cells than headings"),
    }
    return Preview(
        new=tuple(by_kind["new"]),
        known=tuple(by_kind["known"]),
        asked=tuple(by_kind["like"]),
        twice=tuple(by_kind["twice"]),
        broken=tuple((one.line, faults[one.fault]) for one in broken),
    )


def _row(one: Match) -> Row:
    states = {"yes": _("on"), "no": _("off"), "unknown": _("unknown")}
    above = _("line %(number)s") % {"number": one.line} if one.line else ""
    told = one.told
    return Row(
        line=told.line,
        name=told.name,
        email=told.email,
        phone=shown(told.phone) if told.phone else "",
        company=told.company,
        two_factor=states[told.two_factor],
        same_as=" · ".join(part for part in (one.name, above) if part),
    )
