"""Reading tokens; the token itself is known to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.people.models import ApiToken

if TYPE_CHECKING:
    from django.db.models import QuerySet


def of_team(team: str) -> QuerySet[ApiToken]:
    """Return the tokens of a team with their users, newest first."""
    return ApiToken.objects.filter(team_id=team).select_related("user").order_by("-made_at", "id")
