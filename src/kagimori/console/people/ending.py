"""Last days: what was over yesterday ends, and the team is told of what ends soon.

The doors have let nobody in since the last day passed; this only brings the rows up to it.  Days are those of the
team's own zone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from kagimori.console.people import leaving
from kagimori.console.people.models import Person
from kagimori.console.people.refusals import Gone, LastOwner
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date, datetime

    from kagimori.console.people.models import Team


def end_what_is_over(now: datetime) -> int:
    """Let everybody leave whose last day is over; return how many did."""
    return sum(_end(person, day, now) for person, day in _near(now) if day < _today(person.team, now))


def tell_of_what_ends_soon(now: datetime) -> int:
    """Tell, once for each last day, that it is near; return of how many."""
    span = load_policy()["people.ending_notice"].span
    near = [(person, day) for person, day in _near(now) if _today(person.team, now) <= day]
    return sum(_tell(person, day, now) for person, day in near if day <= _today(person.team, now) + span)


@transaction.atomic
def _end(person: Person, day: date, now: datetime) -> int:
    try:
        # In a transaction of its own: what one cannot leave is undone, and the others leave all the same.
        with transaction.atomic():
            leaving.leave(person.team_id, person.pk, by=Actor.itself(), now=now)
    except (Gone, LastOwner):
        return 0
    _told("people.ended", person, day, now)
    return 1


@transaction.atomic
def _tell(person: Person, day: date, now: datetime) -> int:
    living = Person.objects.filter(pk=person.pk, left_at=None, ends_on=day)
    if living.exclude(told_of=day).update(told_of=day) != 1:
        return 0
    _told("people.ending_soon", person, day, now)
    return 1


def _near(now: datetime) -> list[tuple[Person, date]]:
    """Return everybody whose last day is over or near, wherever their team lives."""
    near = now.date() + load_policy()["people.ending_notice"].span + timedelta(days=1)
    living = Person.objects.filter(left_at=None, ends_on__lte=near, team__archived_at=None).select_related("team")
    return [(person, person.ends_on) for person in living if person.ends_on is not None]


def _told(kind: str, person: Person, day: date, now: datetime) -> None:
    whom, by = str(person.pk), Actor.itself()
    team, subject = str(person.team_id), f"person:{person.pk}"
    append(kind, at=now, by=by, team=team, subject=subject, whom=whom, day=day.isoformat())


def _today(team: Team, now: datetime) -> date:
    return timezone.localdate(now, ZoneInfo(team.time_zone))
