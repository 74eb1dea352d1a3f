"""How the people of the story come into their teams: by invitation, or noted without a login."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from kagimori.console.desk.demo import cast
from kagimori.console.people.invitations import flows as invitations
from kagimori.console.people.invitations.flows import Guest
from kagimori.console.people.models import Person, User
from kagimori.console.people.persons import flows as persons
from kagimori.console.people.persons.wishes import Wishes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from kagimori.console.desk.demo.cast import Player
    from kagimori.console.people.models import Team
    from kagimori.core.people.standing import Actor

JOINED = timedelta(days=35)


def join(team: Team, players: Iterable[Player], by: Actor, now: datetime) -> list[Person]:
    """Return the persons of the team, in the order of the players."""
    return [_member(team, one, by, now) if one.role else _noted(team, one, by, now) for one in players]


def invite(team: Team, by: Actor, at: datetime) -> None:
    """Leave two invitations waiting."""
    for name, mail in cast.INVITED:
        guest = Guest(mail, "viewer", name=name)
        invitations.invite(team.pk, guest, by=by, now=at, by_mail=False, any_role=True)


def other_owner(now: datetime) -> User:
    """Return the owner of the other team, who cannot log in: nobody knows a password."""
    return User.objects.create_user("mori@todai.example", None, name="森 大和", joined_at=now)


def _member(team: Team, player: Player, by: Actor, now: datetime) -> Person:
    asked = now - JOINED
    guest = Guest(
        email=player.mail,
        role=player.role or "viewer",
        access=player.access,
        name=player.name,
        kind=player.kind,
        company=player.company,
        ends_on=_last_day(player, now),
    )
    _, token = invitations.invite(team.pk, guest, by=by, now=asked, by_mail=False, any_role=True)
    known = User.objects.filter(email=player.mail).first()
    user = known or User.objects.create_user(player.mail, None, name=player.name)
    invitations.accept(token, lambda: user, now=asked + timedelta(hours=3))
    return Person.objects.get(team=team, user=user, left_at=None)


def _noted(team: Team, player: Player, by: Actor, now: datetime) -> Person:
    wishes = Wishes(player.name, player.mail, kind=player.kind, company=player.company, ends_on=_last_day(player, now))
    return persons.add(team.pk, wishes, by=by, now=now - JOINED)


def _last_day(player: Player, now: datetime) -> date | None:
    return None if player.days is None else timezone.localdate(now) + timedelta(days=player.days)
