"""The matrix as a page lays it out: people down, accounts across, in each cell the role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kagimori.console.people import words
from kagimori.console.people.persons.pages import foreign_mail, foreign_number, two_factor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from kagimori.console.accounts.models import Grant, InstagramAccount
    from kagimori.console.look.parts import Told
    from kagimori.console.people.models import Person
    from kagimori.core.people.company import Company

    Grants = Mapping[tuple[UUID, UUID], Grant]
    Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """An account; `marks` say in words what of it is not the company's."""

    id: UUID
    handle: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody holds over an account; `role` is empty for nothing, and then `give` says how to change that."""

    account: UUID
    handle: str
    grant: UUID | None = None
    role: str = ""
    access: str = ""
    tasks: str = ""
    ends_on: date | None = None
    give: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A person with a cell for each account; `role` is the one in the team, empty without a login."""

    id: UUID
    name: str
    role: str
    kind: str
    two_factor: Told
    marks: tuple[str, ...]
    cells: tuple[Cell, ...]


def columns(accounts: Iterable[InstagramAccount], company: Company) -> tuple[Column, ...]:
    """Return the columns."""
    return tuple(Column(one.pk, str(one), account_marks(one, company)) for one in accounts)


def account_marks(account: InstagramAccount, company: Company) -> tuple[str, ...]:
    """Return in words what Instagram has on file for the account and is not the company's (PPL-07)."""
    marks = (foreign_number(account.phone, company), foreign_mail(account.email, company))
    return tuple(mark for mark in marks if mark)


def rows(
    people: Iterable[Person], accounts: Iterable[InstagramAccount], grants: Grants, company: Company, names: Names
) -> tuple[Row, ...]:
    """Return the rows; `names` are those who said something, by opaque id."""
    across = tuple(accounts)
    return tuple(_row(one, across, grants, company, names) for one in people)


def _row(person: Person, accounts: tuple[InstagramAccount, ...], grants: Grants, company: Company, names: Names) -> Row:
    found: Any = person  # the query has put the role on it
    marks = (foreign_mail(person.email, company), foreign_number(person.phone, company))
    return Row(
        id=person.pk,
        name=person.name,
        role=words.role(found.role) if found.role else "",
        kind="" if person.kind == "employee" else words.kind(person.kind),
        two_factor=two_factor(person, names),
        marks=tuple(mark for mark in marks if mark),
        cells=tuple(cell(grants.get((person.pk, one.pk)), one, person.name) for one in accounts),
    )


def cell(grant: Grant | None, account: InstagramAccount, name: str) -> Cell:
    """Return what a grant says in the cell of a person called `name`."""
    if grant is None:
        give = _("Give %(name)s a role over %(handle)s") % {"name": name, "handle": str(account)}
        return Cell(account.pk, str(account), give=give)
    return Cell(
        account=account.pk,
        handle=str(account),
        grant=grant.pk,
        role=words.role(grant.role),
        access=words.access("limited") if grant.access == "limited" else "",
        tasks=_(", ").join(words.right(task) for task in grant.tasks),
        ends_on=grant.ends_on,
    )
