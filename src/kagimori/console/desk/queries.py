"""Reading for the frame and the start page: which teams somebody is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kagimori.console.people.models import Membership

if TYPE_CHECKING:
    from datetime import date


def memberships_of(user: int, today: date) -> list[Membership]:
    """Return the living memberships of the user in living teams, by the team's name, with team and user at hand."""
    living = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), ended_at=None)
    mine = living.filter(user=user, team__archived_at=None)
    return list(mine.select_related("team", "user").order_by("team__name", "team__key"))
