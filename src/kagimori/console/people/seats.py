"""The places for people who hold rights beside the owners: at most so many in a team (PPL-01).

A place is held by a member who is an admin or ads operator, and by an open invitation to become one.  Whoever takes a
place first locks the team's row, so that of many who ask at once no one gets a place too many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from kagimori.console.people.models import Invitation, Team
from kagimori.console.people.queries import members
from kagimori.console.people.refusals import PartnerLimit
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

PARTNERS = ("admin", "ads")


def lock(team: UUID | str) -> Team:
    """Return the team, locked until the transaction ends: what is counted now cannot change meanwhile."""
    return Team.objects.select_for_update().get(pk=team)


def take(team: Team, now: datetime) -> None:
    """Make sure that there is a place for one more in the locked team.  Raises PartnerLimit."""
    most, held = most_of(team), taken(team.pk, now)
    if held >= most:
        raise PartnerLimit(most=most, taken=held)


def most_of(team: Team) -> int:
    """Return how many may hold rights beside the owners: the policy's figure, or fewer where the team wants it."""
    figure = load_policy()["people.partners"].count
    return figure if team.partner_limit is None else min(figure, team.partner_limit)


def taken(team: UUID | str, now: datetime) -> int:
    """Return how many places are held; two queries."""
    invited = open_invitations(team, now).filter(role__in=PARTNERS).count()
    return members(team, timezone.localdate(now)).filter(role__in=PARTNERS).count() + invited


def open_invitations(team: UUID | str, now: datetime) -> QuerySet[Invitation]:
    """Return the invitations that could be accepted now."""
    return Invitation.objects.filter(team_id=team, accepted_at=None, withdrawn_at=None, lapses_at__gt=now)
