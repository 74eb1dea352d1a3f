"""Which rights a member holds and when each was last used; the idle ones are what a review looks at (PPL-03)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.db.models import Max

from kagimori.console.people.models import RightUse
from kagimori.console.people.queries import members
from kagimori.core.people.standing import LIMITED_MAY
from kagimori.knowledge import load_policy, load_rights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from kagimori.console.people.models import Membership
    from kagimori.core.people.roles import Role


@dataclass(frozen=True, slots=True)
class Use:
    """A right that a member holds; `last_on` is None where it was never used, `idle` after a quarter without use."""

    right: str
    last_on: date | None
    idle: bool


def uses(member: Membership, day: date) -> tuple[Use, ...]:
    """Return the rights of one member in the order of the table, with their last days; one query."""
    rows = RightUse.objects.filter(team=member.team_id, user=member.user_id)
    last = dict(rows.values("right").annotate(last=Max("last_on")).values_list("right", "last"))
    return _uses(member, last, day)


def idle(team: UUID | str, day: date) -> tuple[tuple[Membership, tuple[Use, ...]], ...]:
    """Return the team's members who have left rights unused for a quarter, each with those; two queries."""
    rows = RightUse.objects.filter(team_id=team).values("user", "right").annotate(last=Max("last_on"))
    last: dict[int, dict[str, date]] = defaultdict(dict)
    for row in rows:
        last[row["user"]][row["right"]] = row["last"]
    found = [(one, _uses(one, last[one.user_id], day)) for one in members(team, day).select_related("user")]
    unused = [(one, tuple(use for use in held if use.idle)) for one, held in found]
    return tuple((one, held) for one, held in unused if held)


def _uses(member: Membership, last: Mapping[str, date], day: date) -> tuple[Use, ...]:
    since, quarter = member.since.date(), timedelta(days=load_policy()["people.right_unused"].count)
    held = _held(member, last)
    return tuple(Use(right, last.get(right), (last.get(right) or since) <= day - quarter) for right in held)


def _held(member: Membership, last: Mapping[str, date]) -> Iterable[str]:
    """Return the rights that a use is asked of, in the table's order; what Meta's own pages hold leaves no trace here.

    Of somebody limited to tasks the grants are not known here: what was used counts, and the way into the team.
    """
    table = load_rights()
    mine = table.of(cast("Role", member.role))
    if member.access == "limited":
        mine &= LIMITED_MAY | last.keys()
    return (right.id for right in table.rights.values() if right.id in mine and not right.outside)
