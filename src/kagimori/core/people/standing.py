"""Who is asking, and whether they may: the one place where rights are judged.

A `Standing` is what a door knows of a user in one team.  It is made anew for every request, so that a right that was
taken away is gone at the next click.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.people.roles import Access, RightsTable, Role

Place = Literal["web", "api", "cli", "console"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does a deed, and from where: a user's opaque id, or empty where the console itself does it.

    `address` is the network address, kept for the timeline alone.
    """

    id: str
    place: Place
    address: str = ""

    @classmethod
    def itself(cls, place: Place = "console") -> Actor:
        """Return the console's own hand: a job, or a command typed on the server."""
        return cls("", place)


@dataclass(frozen=True, slots=True)
class Standing:
    """A user as one team sees them; `team` and `user` are opaque ids (UUID texts), `key` stands in addresses.

    `proven` tells whether the user's own two-step verification is on; without it nothing of a team is shown.  `grants`
    are the tasks given for single accounts, by the account's id, to somebody whose access is limited; None as tasks
    means all that the role holds there.  `ceiling` is what an API token allows at most; None where there is none.
    """

    user: str
    team: str
    key: str
    role: Role
    access: Access
    proven: bool
    table: RightsTable = field(repr=False)
    actor: Actor
    grants: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    ceiling: frozenset[str] | None = None

    def may(self, right: str, account: str | None = None) -> bool:
        """Return whether the deed is allowed, on `account` where the right is over one.

        Without an account, a right over accounts is judged as "on any": a list shows what is left of it row by row.
        Raises KeyError for a right that is not in the table: a slip of the pen must not open a door.
        """
        found = self.table.rights[right]
        if not self.proven or self.role not in found.roles:
            return False
        if self.ceiling is not None and right not in self.ceiling:
            return False
        if self.access == "full":
            return True
        if found.over == "team":
            return not found.task and right in LIMITED_MAY
        return self._granted(right, account)

    def _granted(self, right: str, account: str | None) -> bool:
        accounts = self.grants if account is None else {account} & self.grants.keys()
        return any(_covers(self.grants[one], right) for one in accounts)

    @property
    def seen_accounts(self) -> frozenset[str] | None:
        """Return the accounts that the user sees at all; None for every account of the team."""
        return None if self.access == "full" else frozenset(self.grants)


# What somebody limited to tasks may still do in the team itself: find the way to their own accounts.
LIMITED_MAY = frozenset({"team.see"})
# Seeing the account comes with any task on it.
ALWAYS_ON_A_GRANT = frozenset({"accounts.see", "tries.see"})


def _covers(tasks: frozenset[str] | None, right: str) -> bool:
    return tasks is None or right in tasks or right in ALWAYS_ON_A_GRANT
