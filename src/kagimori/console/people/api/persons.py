"""The people of the team: with a login or without, their two-step verification at Meta, their roles, their leaving."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import PLAIN, Asked, Day, Line, Mail, Name, Phone, Why
from kagimori.console.doors.pages import Page, Window, page
from kagimori.console.doors.problems import NotHere
from kagimori.console.people.members import flows as members
from kagimori.console.people.models import Person, User
from kagimori.console.people.persons import flows, queries
from kagimori.console.people.sheets import drafts
from kagimori.console.people.sheets import flows as sheets
from kagimori.core.people.facts import Source, State
from kagimori.core.people.roles import Access, Role
from kagimori.core.people.standing import Standing

room = Room("people")
Kind = Literal["employee", "agency", "freelancer", "partner_business"]


class FactOut(Schema):
    """An answer of three states, with who says so and since when."""

    state: State
    source: Source
    by: str
    at: datetime | None


class PersonOut(Schema):
    """A person; role, access and membership are null for somebody without a login."""

    id: UUID
    name: str
    email: str
    phone: str
    kind: str
    company: str
    ends_on: date | None
    added_at: datetime
    left_at: datetime | None
    role: Role | None
    access: Access | None
    member: UUID | None
    two_factor: FactOut

    @staticmethod
    def resolve_two_factor(person: Person) -> dict[str, Any]:
        """Return what is known of the person's two-step verification at Meta."""
        fact = person.second_step
        return {"state": fact.state, "source": fact.source, "by": fact.by, "at": fact.at}


class PersonIn(Asked):
    """A person, all of what is noted."""

    name: Name
    email: Mail = ""
    phone: Phone = ""
    kind: Kind = "employee"
    company: Line = ""
    ends_on: Day | None = None


class TwoFactorIn(Asked):
    """What somebody says of a person's two-step verification at Meta."""

    state: State


class RoleIn(Asked):
    """A role and how far it reaches."""

    role: Role
    access: Access = "full"


class LeaveIn(Asked):
    """Why somebody leaves."""

    why: Why = ""


class SheetIn(Asked):
    """A list with a line of headings, as Meta Business Suite exports it."""

    text: Annotated[str, Field(min_length=1, max_length=1_000_000, pattern=r"^[^\x00]*$")]


class TakenOut(Schema):
    """What became of the lines."""

    added: int
    changed: int
    skipped: int
    broken_lines: list[int]


class Sought(Window):
    """Which people."""

    text: Annotated[str, Field(max_length=100, pattern=PLAIN)] = ""
    role: Literal["", "owner", "admin", "ads", "viewer", "auditor", "none"] = ""
    two_factor: Literal["", "yes", "no", "unknown"] = ""
    kind: Literal["", "employee", "agency", "freelancer", "partner_business"] = ""


@room.open("GET", "/teams/{slug:team}/people", needs="people.see", answer=Page[PersonOut])
def people(request: HttpRequest, team: str, sought: Query[Sought]) -> Any:
    """List the team's people by name."""
    filters = queries.Filters(sought.text, sought.role, sought.two_factor, sought.kind)
    found = queries.persons(standing_of(request).team, timezone.localdate(), filters)
    return page(found, sought, by=("name", "id"))


@room.open("POST", "/teams/{slug:team}/people", needs="people.record", answer=PersonOut, status=201)
def add_person(request: HttpRequest, team: str, wish: PersonIn) -> Any:
    """Note somebody who has no login."""
    standing = standing_of(request)
    made = flows.add(standing.team, flows.Wishes(**wish.dict()), by=standing.actor, now=timezone.now())
    return _person(standing, made.pk)


@room.open("POST", "/teams/{slug:team}/people/import", needs="people.record", answer=TakenOut, status=201)
def import_people(request: HttpRequest, team: str, wish: SheetIn) -> Any:
    """Take over a list of people (CSV); lines that only resemble somebody stay out, and are decided on the page."""
    standing, now = standing_of(request), timezone.now()
    user = User.objects.get(opaque=standing.user)
    draft = drafts.keep(standing.team, user, wish.text.encode(), now)
    _matches, broken = drafts.judged(draft)
    taken = sheets.take_over(standing.team, draft, {}, by=standing.actor, now=now)
    lines = [line.line for line in broken]
    return TakenOut(added=taken.added, changed=taken.changed, skipped=taken.skipped, broken_lines=lines)


@room.open("GET", "/teams/{slug:team}/people/{uuid:person}", needs="people.see", answer=PersonOut)
def person(request: HttpRequest, team: str, person: UUID) -> Any:
    """Show one person, also one who has left."""
    return _person(standing_of(request), person)


@room.open("PUT", "/teams/{slug:team}/people/{uuid:person}", needs="people.record", answer=PersonOut)
def change_person(request: HttpRequest, team: str, person: UUID, wish: PersonIn) -> Any:
    """Change what is noted of a person."""
    standing = standing_of(request)
    flows.change(
        standing.team,
        person,
        flows.Wishes(**wish.dict()),
        by=standing.actor,
        now=timezone.now(),
        any_member=standing.may("people.manage"),
    )
    return _person(standing, person)


@room.open("PUT", "/teams/{slug:team}/people/{uuid:person}/two-factor", needs="people.record", answer=PersonOut)
def say_two_factor(request: HttpRequest, team: str, person: UUID, wish: TwoFactorIn) -> Any:
    """Say how a person's two-step verification at Meta stands; who says so and when is kept."""
    standing = standing_of(request)
    flows.say_two_factor(standing.team, person, wish.state, by=standing.actor, now=timezone.now())
    return _person(standing, person)


@room.open("POST", "/teams/{slug:team}/people/{uuid:person}/leave", needs="people.manage", answer=PersonOut)
def leave(request: HttpRequest, team: str, person: UUID, wish: LeaveIn) -> Any:
    """End all that a person has in the team, at once: membership, roles over accounts, tokens."""
    standing = standing_of(request)
    flows.leave(standing.team, person, by=standing.actor, now=timezone.now(), why=wish.why)
    return _person(standing, person)


@room.open("PUT", "/teams/{slug:team}/members/{uuid:member}/role", needs="people.manage", status=204)
def change_role(request: HttpRequest, team: str, member: UUID, wish: RoleIn) -> None:
    """Give a member another role, or another breadth of access."""
    standing = standing_of(request)
    members.change_role(
        standing.team, member, role=wish.role, access=wish.access, by=standing.actor, now=timezone.now()
    )


def _person(standing: Standing, person: UUID) -> Person:
    found = queries.person(standing.team, person, timezone.localdate())
    if found is None:
        raise NotHere
    return found
