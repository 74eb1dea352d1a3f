"""Noting somebody, changing what is noted, saying how their two-step verification stands, and their leaving.

Each deed stands in the timeline, in the same transaction.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from kagimori.console.people import leaving, owners, seats
from kagimori.console.people.models import Membership, Person
from kagimori.console.people.persons.wishes import Wishes, stored
from kagimori.console.people.refusals import DayPast, Gone, MailTaken, RoleBeyond
from kagimori.console.timeline.flows import append

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.core.people.facts import Source, State
    from kagimori.core.people.standing import Actor

__all__ = ["Wishes", "add", "change", "leave", "say_two_factor", "set_last_day"]


@transaction.atomic
def add(team: UUID | str, wishes: Wishes, *, by: Actor, now: datetime) -> Person:
    """Return a new person of the team, without a login.  Raises NumberUnusable, MailTaken or DayPast."""
    _not_past(wishes.ends_on, now)
    with _mail_once():
        person = Person.objects.create(team_id=team, added_at=now, ends_on=wishes.ends_on, **stored(wishes))
    _told("people.person_added", person, by, now)
    return person


@transaction.atomic
def change(  # who may note what of whom, and when
    team: UUID | str, person: UUID | str, wishes: Wishes, *, by: Actor, now: datetime, any_member: bool
) -> None:
    """Store what is noted of a person.

    `any_member` is true for whoever may let members leave: a member's last day ends, or lengthens, what they may do.
    Raises Gone, NumberUnusable, MailTaken, DayPast, LastOwner or RoleBeyond, and then nothing has changed.
    """
    with _mail_once():
        if _living(team, person).update(**stored(wishes)) != 1:
            raise Gone
    found = _living(team, person).get()
    if found.ends_on != wishes.ends_on:
        if found.user_id and not any_member:
            raise RoleBeyond
        _end_on(found, wishes.ends_on, now)
    _told("people.person_changed", found, by, now)


@transaction.atomic
def set_last_day(team: UUID | str, person: UUID | str, ends_on: date | None, *, by: Actor, now: datetime) -> None:
    """Let somebody's time in the team end with that day; None: it is open.  Raises Gone, DayPast or LastOwner."""
    found = _living(team, person).first()
    if found is None:
        raise Gone
    _end_on(found, ends_on, now)
    _told("people.person_changed", found, by, now)


@transaction.atomic
def say_two_factor(  # who says what of whom, on which ground and when
    team: UUID | str, person: UUID | str, state: State, *, source: Source = "person", by: Actor, now: datetime
) -> None:
    """Note how the person's two-step verification at Meta stands, who says so and when.  Raises Gone."""
    said = {"two_factor": state, "two_factor_source": source, "two_factor_by": by.id, "two_factor_at": now}
    if _living(team, person).update(**said) != 1:
        raise Gone
    found = _living(team, person).get()
    append(
        "people.two_factor_said",
        at=now,
        by=by,
        team=str(team),
        subject=f"person:{found.pk}",
        whom=str(found.pk),
        state=state,
    )


@transaction.atomic
def leave(team: UUID | str, person: UUID | str, *, by: Actor, now: datetime, why: str = "") -> None:
    """End all that the person has in the team, at once.  Raises Gone or LastOwner, and then nothing has changed."""
    found = leaving.leave(team, person, by=by, now=now)
    _told("people.person_left", found, by, now, why=why)


def _living(team: UUID | str, person: UUID | str) -> QuerySet[Person]:
    return Person.objects.filter(pk=person, team_id=team, left_at=None)


def _end_on(person: Person, ends_on: date | None, now: datetime) -> None:
    _not_past(ends_on, now)
    team = seats.lock(person.team_id)
    member = None
    if person.user_id:
        member = Membership.objects.filter(team=team, user=person.user_id, ended_at=None).first()
    if member is not None:
        if member.role == "owner" and ends_on is not None:
            owners.another_than(member, team)
        if member.role in seats.PARTNERS and member.ends_on and member.ends_on < timezone.localdate(now):
            seats.take(team, now)
        Membership.objects.filter(pk=member.pk, ended_at=None).update(ends_on=ends_on)
    Person.objects.filter(pk=person.pk).update(ends_on=ends_on, told_of=None)


def _not_past(day: date | None, now: datetime) -> None:
    if day is not None and day < timezone.localdate(now):
        raise DayPast


@contextmanager
def _mail_once() -> Iterator[None]:
    """Tell a broken constraint of the mail address in our own words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise MailTaken from None


def _told(kind: str, person: Person, by: Actor, now: datetime, *, why: str = "") -> None:
    team, subject = str(person.team_id), f"person:{person.pk}"
    append(kind, at=now, by=by, team=team, subject=subject, whom=str(person.pk), why=why)
