"""Filling an empty installation with the story, through the flows of the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.db import transaction

from kagimori.console.desk.demo import cast, happenings
from kagimori.console.desk.demo.joining import join, other_owner
from kagimori.console.people import flows as people
from kagimori.console.people.login.flows import add_app
from kagimori.console.people.models import Team, User
from kagimori.console.people.teams import flows as teams
from kagimori.core.errors import Refused
from kagimori.core.people.standing import Actor

if TYPE_CHECKING:
    from datetime import datetime

BEGAN = timedelta(days=40)
PASSWORD_BYTES = 12


class NotEmpty(Refused):
    """Somebody uses this installation; a story would stand among what is real."""

    code = "demo.not_empty"


@dataclass(frozen=True, slots=True)
class Entrance:
    """How one gets into the story: said once, kept nowhere."""

    mail: str
    password: str
    secret: str


@transaction.atomic
def fill(now: datetime) -> Entrance:
    """Tell the story up to `now`; return how its owner gets in.  Raises NotEmpty where there is any user or team."""
    if User.objects.exists() or Team.objects.exists():
        raise NotEmpty
    began = now - BEGAN
    entrance = Entrance(cast.OWNER[1], token_urlsafe(PASSWORD_BYTES), generate_totp_secret())
    owner = _owner(entrance, began)
    by = Actor(str(owner.opaque), "web")
    team = teams.make(cast.TEAM, owner, by=by, now=began)
    teams.add_domain(team.pk, cast.DOMAIN, by=by, now=began)
    teams.add_number(team.pk, cast.NUMBER, note="店舗の共用", by=by, now=began)
    members = join(team, cast.PLAYERS, by, now)
    happenings.tell(team, members, by, now)
    _other_team(owner, now)
    return entrance


def _owner(entrance: Entrance, began: datetime) -> User:
    made = people.become_owner(
        people.make_link(began), email=entrance.mail, password=entrance.password, language="", now=began
    )
    User.objects.filter(pk=made.pk).update(name=cast.OWNER[0])
    made.refresh_from_db()
    add_app(made, entrance.secret, step=0, now=began, by=Actor(str(made.opaque), "web"))
    return made


def _other_team(owner: User, now: datetime) -> None:
    """Make the second team, of somebody else; the owner of the story is its viewer."""
    keeper = other_owner(now - BEGAN)
    by = Actor(str(keeper.opaque), "web")
    team = teams.make(cast.OTHER_TEAM, keeper, by=by, now=now - BEGAN)
    looking = cast.Player(owner.name, owner.email, "viewer", "yes")
    join(team, (*cast.OTHER_PLAYERS, looking), by, now)
    happenings.accounts_of(team, cast.OTHER_HANDLES, by, now)
