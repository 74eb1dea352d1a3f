"""What the pages show of a person, worked out: words, states, marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kagimori.console.look.parts import Line, State, Told, told
from kagimori.console.people import words
from kagimori.console.timeline import page as timeline
from kagimori.console.timeline.queries import Sought, of_team
from kagimori.core.people.numbers import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from kagimori.console.people.models import Person
    from kagimori.console.people.rights.queries import Use
    from kagimori.core.people.company import Company
    from kagimori.core.people.standing import Standing

LINES = 10


@dataclass(frozen=True, slots=True)
class Contact:
    """An address or number; `mark` says in a word that it is not the company's, empty where it is or nobody knows."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A person as the list and their own page show them; `role` is empty for somebody without a login."""

    id: UUID
    name: str
    role: str
    access: str
    kind: str
    company: str
    email: Contact
    phone: Contact
    two_factor: Told
    own_step: State | None
    ends_on: date | None
    ends_soon: bool


def row(person: Person, company: Company, names: Mapping[str, str], soon: date) -> Row:
    """Return what is shown of a person.

    `names` are those who said something, by opaque id; a last day up to `soon` is near.
    """
    found: Any = person  # the query has put role, access and own_step on it
    return Row(
        id=person.pk,
        name=person.name,
        role=words.role(found.role) if found.role else "",
        access=words.access(found.access) if found.access == "limited" else "",
        kind="" if person.kind == "employee" else words.kind(person.kind),
        company=person.company,
        email=Contact(person.email, foreign_mail(person.email, company)),
        phone=Contact(_number(person.phone), foreign_number(person.phone, company)),
        two_factor=two_factor(person, names),
        own_step=_own_step(person, on=found.own_step),
        ends_on=person.ends_on,
        ends_soon=person.ends_on is not None and person.ends_on <= soon,
    )


def two_factor(person: Person, names: Mapping[str, str]) -> Told:
    """Return how the person's two-step verification at Meta stands, with who says so and since when."""
    fact = person.second_step
    return told(fact, yes=_("on"), no=_("off"), by=names.get(fact.by, ""), no_kind="danger")


def _own_step(person: Person, *, on: bool) -> State | None:
    if person.user_id is None:
        return None
    return State("good", _("on")) if on else State("care", _("not yet"))


@dataclass(frozen=True, slots=True)
class UseRow:
    """A right in words, when it was last used, and whether that is a quarter ago."""

    words: str
    last_on: date | None
    idle: bool


def uses(found: Iterable[Use]) -> tuple[UseRow, ...]:
    """Return the rights in words."""
    return tuple(UseRow(words.right(one.right), one.last_on, one.idle) for one in found)


def lines(standing: Standing, person: Person) -> tuple[Line, ...]:
    """Return what this person did and what was done to them, newest first."""
    ids = (str(person.pk), str(person.user.opaque)) if person.user else (str(person.pk),)
    told_of = timeline.told(of_team(standing.team, Sought(people=ids))[:LINES])
    return tuple(Line(words=one.words, at=one.at, why=one.why) for one in told_of)


def foreign_mail(address: str, company: Company) -> str:
    """Return the mark of an address that is not the company's; empty where it is, or where nobody can know."""
    return _("not a company address") if company.owns_mail(address) is False else ""


def foreign_number(number: str, company: Company) -> str:
    """Return the mark of a number that is not the company's; empty where it is, or where nobody can know."""
    return _("not a company number") if company.owns_number(number) is False else ""


def _number(number: str) -> str:
    return shown(number, "JP") if number else ""
