"""Making a team, changing what it is called and what belongs to its company, and putting it away.

Each deed stands in the timeline, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.people.models import Membership, Person, Team, TeamDomain, TeamNumber
from kagimori.console.timeline.flows import append
from kagimori.core.people.company import domain_of
from kagimori.core.people.numbers import normal
from kagimori.knowledge import load_public_mail

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.people.models import User
    from kagimori.core.people.standing import Actor


@transaction.atomic
def make(name: str, owner: User, *, by: Actor, now: datetime, language: str = "ja") -> Team:
    """Return a new team with its owner, who is its first person."""
    team = Team.objects.create(name=name, language=language or "ja", made_at=now)
    Membership.objects.create(team=team, user=owner, role="owner", since=now)
    person = Person.objects.create(
        team=team, user=owner, name=owner.name or owner.email, email=owner.email.lower(), added_at=now
    )
    _told("people.team_made", team.pk, by, now, whom=str(person.pk))
    return team


@transaction.atomic
def change(  # noqa: PLR0913  # a team has as many settings
    team: UUID, *, name: str, language: str, time_zone: str, partner_limit: int | None, by: Actor, now: datetime
) -> None:
    """Store the settings.  A lower limit of partners sends nobody away; it only lets nobody in."""
    wished = {"name": name, "language": language, "time_zone": time_zone, "partner_limit": partner_limit}
    Team.objects.filter(pk=team).update(**wished)
    _told("people.team_changed", team, by, now)


@transaction.atomic
def add_domain(team: UUID, typed: str, *, by: Actor, now: datetime) -> TeamDomain:
    """Return the company's domain, stored once.  Raises DomainUnusable or DomainPublic."""
    row, made = TeamDomain.objects.get_or_create(team_id=team, domain=domain_of(typed, load_public_mail()))
    if made:
        _told("people.company_changed", team, by, now)
    return row


@transaction.atomic
def add_number(team: UUID, typed: str, *, note: str, by: Actor, now: datetime) -> TeamNumber:
    """Return the company's number, stored once.  Raises NumberUnusable."""
    row, made = TeamNumber.objects.get_or_create(team_id=team, number=normal(typed), defaults={"note": note})
    if made:
        _told("people.company_changed", team, by, now)
    return row


@transaction.atomic
def drop_domain(team: UUID, row: int, *, by: Actor, now: datetime) -> None:
    """Take a domain away; one that is gone stays gone."""
    if TeamDomain.objects.filter(team=team, pk=row).delete()[0]:
        _told("people.company_changed", team, by, now)


@transaction.atomic
def drop_number(team: UUID, row: int, *, by: Actor, now: datetime) -> None:
    """Take a number away; one that is gone stays gone."""
    if TeamNumber.objects.filter(team=team, pk=row).delete()[0]:
        _told("people.company_changed", team, by, now)


@transaction.atomic
def archive(team: UUID, *, by: Actor, now: datetime) -> None:
    """Put the team away: nobody opens its pages any more, nothing is lost.  Once is enough."""
    if Team.objects.filter(pk=team, archived_at=None).update(archived_at=now) == 1:
        _told("people.team_archived", team, by, now)


@transaction.atomic
def restore(team: UUID, *, by: Actor, now: datetime) -> None:
    """Take the team out again, with everybody who was in it."""
    if Team.objects.filter(pk=team).exclude(archived_at=None).update(archived_at=None) == 1:
        _told("people.team_restored", team, by, now)


def _told(kind: str, team: UUID, by: Actor, now: datetime, *, whom: str = "") -> None:
    append(kind, at=now, by=by, team=str(team), subject=f"team:{team}", whom=whom)
