"""Who somebody is, for rooms further right: names by opaque id, and how people of a team are reached.

Called by dotted text alone (`settings.NAMES`, `settings.NOTICE_PEOPLE`), since those rooms may not import this one.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from kagimori.console.people.models import Membership, Person, Team, User
from kagimori.console.people.queries import open_on
from kagimori.core.notices.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

MOST_FOUND = 50
ROLE_ORDER = {"owner": 0, "admin": 1, "ads": 2, "viewer": 3, "auditor": 4}


def people(ids: Collection[str]) -> dict[str, str]:
    """Return the names of users and persons by opaque id; whoever was erased is not there."""
    wanted = _uuids(ids)
    users = User.objects.filter(opaque__in=wanted).exclude(name="", is_active=False)
    persons = Person.objects.filter(pk__in=wanted).exclude(name="")
    return {str(user.opaque): str(user) for user in users} | {str(person.pk): person.name for person in persons}


def teams(ids: Collection[str]) -> dict[str, str]:
    """Return the names of teams by id."""
    return {str(team.pk): team.name for team in Team.objects.filter(pk__in=_uuids(ids))}


def find_people(team: str, text: str) -> list[str]:
    """Return the opaque ids of those whose name or mail address in the team holds `text`, as user and as person."""
    if not team:
        users = User.objects.filter(Q(name__icontains=text) | Q(email__icontains=text))[:MOST_FOUND]
        return [str(user.opaque) for user in users]
    persons = Person.objects.filter(Q(name__icontains=text) | Q(email__icontains=text), team_id=team)
    found = persons.select_related("user")[:MOST_FOUND]
    return [str(id_) for person in found for id_ in (person.pk, person.user and person.user.opaque) if id_]


def reach(team: str) -> list[Reach]:
    """Return the team's members as notices reach them, owners first; with an empty team the installation's owners."""
    if not team:
        owners = User.objects.filter(is_owner=True, is_active=True).order_by("pk")
        return [_reach(user, "owner") for user in owners]
    members = sorted(_members(team), key=lambda one: (ROLE_ORDER.get(one.role, 9), one.since))
    return [_reach(one.user, one.role) for one in members]


def reach_of(users: Collection[str]) -> list[Reach]:
    """Return these users, by opaque id, as notices reach them."""
    found = User.objects.filter(opaque__in=_uuids(users), is_active=True).order_by("pk")
    return [_reach(user, "") for user in found]


def team_key(team: str) -> str:
    """Return the team's part of addresses; empty where there is no such team."""
    return Team.objects.filter(pk__in=_uuids([team])).values_list("key", flat=True).first() or ""


def team_wishes(team: str) -> tuple[str, str]:
    """Return a team's language and time zone; both empty where there is no such team."""
    found = Team.objects.filter(pk__in=_uuids([team])).values_list("language", "time_zone").first()
    return found or ("", "")


def _members(team: str) -> QuerySet[Membership]:
    living = Membership.objects.filter(open_on(timezone.localdate()), team_id=team, ended_at=None)
    return living.filter(user__is_active=True).select_related("user")


def _reach(user: User, role: str) -> Reach:
    return Reach(str(user.opaque), str(user), user.email, user.language, user.time_zone, role)


def _uuids(ids: Collection[str]) -> list[uuid.UUID]:
    return [found for found in map(_uuid, ids) if found is not None]


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
