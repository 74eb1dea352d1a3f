"""Whose token it is, the team that it works in, what belongs to its company, and the table of rights."""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field, StrictInt

from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import PLAIN, Asked, Line, Name, Phone
from kagimori.console.doors.problems import FieldsWrong
from kagimori.console.people.models import Team, TeamDomain, TeamNumber
from kagimori.console.people.teams import flows
from kagimori.core.people.roles import Access, Role
from kagimori.core.people.standing import Standing
from kagimori.knowledge import load_policy, load_rights

room = Room("team")
MOST_PARTNERS = load_policy()["people.partners"].count


class Me(Schema):
    """Who the token acts as, and what it may do."""

    user: UUID
    team: str
    role: Role
    access: Access
    rights: list[str]


class TeamOut(Schema):
    """A team."""

    id: UUID
    key: str
    name: str
    language: str
    time_zone: str
    partner_limit: int | None
    made_at: datetime


class TeamIn(Asked):
    """A team's settings, all of them."""

    name: Name
    language: Literal["ja", "en"]
    time_zone: Annotated[str, Field(max_length=50, pattern=PLAIN)]
    partner_limit: Annotated[StrictInt, Field(ge=0, le=MOST_PARTNERS)] | None = None


class DomainIn(Asked):
    """A mail domain of the company."""

    domain: Annotated[str, Field(min_length=1, max_length=253, pattern=PLAIN)]


class DomainOut(Schema):
    """A mail domain of the company."""

    id: int
    domain: str


class NumberIn(Asked):
    """A phone number of the company."""

    number: Phone
    note: Line = ""


class NumberOut(Schema):
    """A phone number of the company, in E.164."""

    id: int
    number: str
    note: str


class CompanyOut(Schema):
    """What belongs to the company; whatever else its people use is marked."""

    domains: list[DomainOut]
    numbers: list[NumberOut]


class RightOut(Schema):
    """One right, in both languages, and the roles that hold it with full access."""

    id: str
    ja: str
    en: str
    roles: list[Role]
    over: Literal["team", "account"]
    task: bool
    outside: bool


@room.open("GET", "/me", needs="team.see", answer=Me)
def me(request: HttpRequest) -> Any:
    """Say who the token acts as, in which team, and every right that it holds: by its role and by its own both."""
    standing = standing_of(request)
    return Me(
        user=UUID(standing.user),
        team=standing.key,
        role=standing.role,
        access=standing.access,
        rights=_rights(standing),
    )


def _rights(standing: Standing) -> list[str]:
    return [right.id for right in standing.table.rights.values() if not right.outside and standing.may(right.id)]


@room.open("GET", "/rights", needs="team.see", answer=list[RightOut])
def rights(request: HttpRequest) -> Any:
    """Show the table of roles and rights."""
    return [
        RightOut(
            id=right.id,
            ja=right.words.ja,
            en=right.words.en,
            roles=sorted(right.roles),
            over=right.over,
            task=right.task,
            outside=right.outside,
        )
        for right in load_rights().rights.values()
    ]


@room.open("GET", "/teams/{slug:team}", needs="team.see", answer=TeamOut)
def team(request: HttpRequest, team: str) -> Any:
    """Show the team that the token works in."""
    return Team.objects.get(pk=standing_of(request).team)


@room.open("PUT", "/teams/{slug:team}", needs="team.manage", answer=TeamOut)
def change_team(request: HttpRequest, team: str, wish: TeamIn) -> Any:
    """Change the team's settings."""
    standing = standing_of(request)
    if wish.time_zone not in zoneinfo.available_timezones():
        raise FieldsWrong(**{"body.wish.time_zone": "time_zone"})
    flows.change(UUID(standing.team), **wish.dict(), by=standing.actor, now=timezone.now())
    return Team.objects.get(pk=standing.team)


@room.open("GET", "/teams/{slug:team}/company", needs="team.see", answer=CompanyOut)
def company(request: HttpRequest, team: str) -> Any:
    """Show the company's mail domains and phone numbers."""
    own = standing_of(request).team
    domains = TeamDomain.objects.filter(team_id=own).order_by("domain")
    return {"domains": list(domains), "numbers": list(TeamNumber.objects.filter(team_id=own).order_by("number"))}


@room.open("POST", "/teams/{slug:team}/domains", needs="team.manage", answer=DomainOut, status=201)
def add_domain(request: HttpRequest, team: str, wish: DomainIn) -> Any:
    """Note a mail domain of the company; one that is there stays as it is."""
    standing = standing_of(request)
    return flows.add_domain(UUID(standing.team), wish.domain, by=standing.actor, now=timezone.now())


@room.open("POST", "/teams/{slug:team}/numbers", needs="team.manage", answer=NumberOut, status=201)
def add_number(request: HttpRequest, team: str, wish: NumberIn) -> Any:
    """Note a phone number of the company; one that is there stays as it is."""
    standing = standing_of(request)
    return flows.add_number(UUID(standing.team), wish.number, note=wish.note, by=standing.actor, now=timezone.now())


RowId = Annotated[int, Field(ge=0, le=2**31 - 1)]


@room.open("DELETE", "/teams/{slug:team}/domains/{row}", needs="team.manage", status=204)
def drop_domain(request: HttpRequest, team: str, row: RowId) -> None:
    """Take a domain away; one that is gone stays gone."""
    standing = standing_of(request)
    flows.drop_domain(UUID(standing.team), row, by=standing.actor, now=timezone.now())


@room.open("DELETE", "/teams/{slug:team}/numbers/{row}", needs="team.manage", status=204)
def drop_number(request: HttpRequest, team: str, row: RowId) -> None:
    """Take a number away; one that is gone stays gone."""
    standing = standing_of(request)
    flows.drop_number(UUID(standing.team), row, by=standing.actor, now=timezone.now())
