"""The table of roles and rights as a page lays it out: rights down, roles across."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.people import words
from kagimori.core.people.roles import ROLES
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.people.roles import Right


@dataclass(frozen=True, slots=True)
class Role:
    """A column."""

    name: str
    purpose: str
    backup_duty: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row: the right in words, and for each role in turn whether it holds it."""

    words: str
    task: bool
    holds: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rights of one sort under a common word."""

    title: str
    sentence: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table."""

    roles: tuple[Role, ...]
    groups: tuple[Group, ...]


def table(mine: str = "") -> Table:
    """Return the table in the reader's language; `mine` is the reader's own role, empty where none is meant."""
    told, rights = load_rights(), load_rights().rights.values()
    roles = tuple(
        Role(told.roles[one].name.to(words.lang()), told.roles[one].purpose.to(words.lang()), _duty(one), one == mine)
        for one in ROLES
    )
    over_team = [right for right in rights if right.over == "team" and not right.outside]
    over_account = [right for right in rights if right.over == "account" and not right.outside]
    outside = [right for right in rights if right.outside]
    at_meta = _("Meta's own pages hold these. Kagimori can only show them: give the same role there.")
    one_by_one = _("With limited access, only those marked as a task can be given, account by account.")
    return Table(
        roles,
        (
            Group(_("In the team"), "", _lines(over_team)),
            Group(_("On an Instagram account"), one_by_one, _lines(over_account)),
            Group(_("At Meta"), at_meta, _lines(outside)),
        ),
    )


def _lines(rights: Iterable[Right]) -> tuple[Line, ...]:
    names = [(one, words.role(one)) for one in ROLES]
    return tuple(
        Line(
            words=right.words.to(words.lang()),
            task=right.task,
            holds=tuple((name, one in right.roles) for one, name in names),
        )
        for right in rights
    )


def _duty(role: str) -> str:
    return next(one.backup_duty.to(words.lang()) for one in load_rights().roles.values() if one.id == role)
