"""Whose token it is, and the team that it works in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Schema

from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.people.models import Team
from kagimori.core.people.roles import Access, Role
from kagimori.core.people.standing import Standing

room = Room("people")


class Me(Schema):
    """Who the token acts as, and what it may do."""

    user: str
    team: str
    role: Role
    access: Access
    rights: list[str]


class TeamOut(Schema):
    """A team."""

    id: str
    key: str
    name: str
    language: str
    time_zone: str
    partner_limit: int | None
    made_at: datetime

    @staticmethod
    def resolve_id(team: Team) -> str:
        """Return the id as text."""
        return str(team.pk)


@room.open("GET", "/me", needs="team.see", answer=Me)
def me(request: HttpRequest) -> Any:
    """Say who the token acts as, its team, and every right that it holds: by its role and by its own rights both."""
    standing = standing_of(request)
    return Me(
        user=standing.user,
        team=standing.key,
        role=standing.role,
        access=standing.access,
        rights=_rights(standing),
    )


def _rights(standing: Standing) -> list[str]:
    return [right.id for right in standing.table.rights.values() if not right.outside and standing.may(right.id)]


@room.open("GET", "/teams/{slug:team}", needs="team.see", answer=TeamOut)
def team(request: HttpRequest, team: str) -> Any:
    """Show the team that the token works in."""
    return Team.objects.get(pk=standing_of(request).team)
