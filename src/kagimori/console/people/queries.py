"""Reading what other rooms ask of the people: who is a member today, and what belongs to the company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kagimori.console.people.models import Membership, TeamDomain, TeamNumber
from kagimori.core.people.company import Company
from kagimori.knowledge import load_public_mail

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet


def open_on(day: date) -> Q:
    """Return the condition that a row with a last day still counts on `day`, whatever the daily job has done."""
    return Q(ends_on=None) | Q(ends_on__gte=day)


def members(team: UUID | str, day: date) -> QuerySet[Membership]:
    """Return the team's memberships that count on `day`."""
    return Membership.objects.filter(open_on(day), team_id=team, ended_at=None)


def company_of(team: UUID | str) -> Company:
    """Return what belongs to the team's company; two queries, however much is judged by it."""
    domains = TeamDomain.objects.filter(team_id=team).values_list("domain", flat=True)
    numbers = TeamNumber.objects.filter(team_id=team).values_list("number", flat=True)
    return Company(frozenset(domains), frozenset(numbers), load_public_mail())
