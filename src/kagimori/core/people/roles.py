"""Roles, and which right each of them holds; the table itself is data (`knowledge/data/rights.toml`).

Roles are the article's three (PPL-04) and two that only look.  A right is named once and asked for by its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.text import Text

Role = Literal["owner", "admin", "ads", "viewer", "auditor"]
ROLES: tuple[Role, ...] = ("owner", "admin", "ads", "viewer", "auditor")
# The roles of the article: those are given over an Instagram account, too.
ARTICLE_ROLES: tuple[Role, ...] = ("owner", "admin", "ads")
# Full: every right of the role on every account of the team.  Limited: on accounts with a living grant alone, and
# only the tasks named there (PPL-03).
Access = Literal["full", "limited"]
ACCESSES: tuple[Access, ...] = ("full", "limited")


@dataclass(frozen=True, slots=True)
class RoleWords:
    """How a role is told to people: its name, what it is for, and its own duty towards backup (PPL-04)."""

    id: Role
    name: Text
    purpose: Text
    backup_duty: Text


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that somebody may do.

    `over` is "team" or "account": a right over an account can be given for single accounts.  `task` says whether it
    can be given alone to a person limited to tasks.  `outside` marks rights that Meta's own pages enforce and
    Kagimori can only show.
    """

    id: str
    words: Text
    roles: frozenset[Role]
    over: Literal["team", "account"]
    task: bool = False
    outside: bool = False
    row: str | None = None


@dataclass(frozen=True)
class RightsTable:
    """Every right by its id, in the order of the printed table."""

    rights: Mapping[str, Right]
    roles: Mapping[Role, RoleWords]

    def of(self, role: Role) -> frozenset[str]:
        """Return the ids of the rights that a role holds with full access."""
        return self._by_role[role]

    @cached_property
    def _by_role(self) -> dict[Role, frozenset[str]]:
        return {role: frozenset(right.id for right in self.rights.values() if role in right.roles) for role in ROLES}

    @cached_property
    def tasks(self) -> frozenset[str]:
        """Return the rights that a person limited to tasks can be given."""
        return frozenset(right.id for right in self.rights.values() if right.task)
