"""A team always keeps an owner who stays: one with full access and without a last day.

Whoever takes an owner away first locks the team's row (`seats.lock`), so that two owners cannot remove each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.people.models import Membership
from kagimori.console.people.refusals import LastOwner

if TYPE_CHECKING:
    from kagimori.console.people.models import Team


def another_than(member: Membership, team: Team) -> None:
    """Make sure that the locked team has an owner who stays beside this one.  Raises LastOwner."""
    staying = Membership.objects.filter(team=team, role="owner", ended_at=None, ends_on=None)
    if not staying.filter(user__is_active=True).exclude(pk=member.pk).exists():
        raise LastOwner
