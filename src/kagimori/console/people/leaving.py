"""Ending what somebody has in a team: the membership, the keys for programs, and what rooms further left have given.

Rooms to the left name a function in the settings (`LEAVING`), which is called in the same transaction with the person,
the hand and the moment, so that no right outlives its holder by a second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from kagimori.console.people import owners, seats
from kagimori.console.people.login import sessions
from kagimori.console.people.models import ApiToken, Invitation, Membership, Person
from kagimori.console.people.refusals import Gone

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.people.standing import Actor


def leave(team_id: UUID | str, person_id: UUID | str, *, by: Actor, now: datetime) -> Person:
    """Return the person, who has left: membership, tokens, open invitation and grants ended; inside a transaction.

    Raises Gone where no such person is there, LastOwner for the last one.
    """
    team = seats.lock(team_id)
    person = Person.objects.filter(pk=person_id, team=team, left_at=None).select_related("user").first()
    if person is None or Person.objects.filter(pk=person.pk, left_at=None).update(left_at=now) != 1:
        raise Gone
    member = Membership.objects.filter(team=team, user=person.user_id, ended_at=None).first() if person.user else None
    if member is not None:
        if member.role == "owner":
            owners.another_than(member, team)
        Membership.objects.filter(pk=member.pk, ended_at=None).update(ended_at=now)
        ApiToken.objects.filter(team=team, user=person.user_id, revoked_at=None).update(revoked_at=now)
        _end_sessions(person)
    if person.email:
        mine = Invitation.objects.filter(team=team, email=person.email, accepted_at=None, withdrawn_at=None)
        mine.update(withdrawn_at=now)
    for name in settings.LEAVING:
        import_string(name)(person.pk, by, now)
    return person


def _end_sessions(person: Person) -> None:
    """Log somebody out everywhere who is in no team any more."""
    user = person.user
    if user is not None and not user.is_owner and not Membership.objects.filter(user=user, ended_at=None).exists():
        sessions.end_all(user)
