"""Making a token, using it and taking it back.

A token is 256 random bits of which only the hash is kept, so that a copy of the database opens nothing.  It acts as its
user in one team and ends with its date, when it is taken back, or with the user's membership, which is looked at anew
each time.  How often it is used is counted on its row by one conditional update, so that the limit holds over all
processes; the same update notes the moment of its last use.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, F, Q, When

from kagimori.console.doors.api import INSTALLATION
from kagimori.console.doors.problems import TokenVoid, TooMany
from kagimori.console.people.models import ApiToken
from kagimori.console.timeline.flows import append
from kagimori.core.errors import BadInput, Refused
from kagimori.core.secret import Secret
from kagimori.knowledge import load_policy, load_rights

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.people.models import Team, User
    from kagimori.core.people.standing import Actor

PREFIX = "kgm_"
TOKEN_BYTES = 32
BEGINS_WITH = 8
WINDOW = timedelta(minutes=1)


class RightUnknown(BadInput):
    """A token was asked for with a right that is none, or that nobody can give to a token: `right` says which."""

    code = "tokens.right_unknown"


class LifeWrong(BadInput):
    """A token was asked for with a life that ends at once or is too long: `most` days are allowed."""

    code = "tokens.life_wrong"


class TokenGone(Refused):
    """There is no such living token in this team."""

    code = "tokens.gone"
    status = 404


@transaction.atomic
def make(  # noqa: PLR0913  # a token has as many sides
    team: Team, user: User, by: Actor, now: datetime, *, name: str, rights: Iterable[str], life: timedelta
) -> tuple[ApiToken, Secret]:
    """Return the stored token and, for this once, the token itself.  Raises RightUnknown or LifeWrong."""
    longest = load_policy()["tokens.longest"].span
    if not timedelta(0) < life <= longest:
        raise LifeWrong(most=longest.days)
    secret = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    token = ApiToken.objects.create(
        team=team,
        user=user,
        name=name,
        hashed=_hash(secret),
        begins_with=secret[:BEGINS_WITH],
        rights=sorted(_known(rights, user)),
        made_at=now,
        ends_at=now + life,
    )
    append(
        "tokens.made",
        at=now,
        by=by,
        team=str(team.pk),
        subject=f"token:{token.pk}",
        whom=str(user.opaque),
        days=life.days,
        rights=len(token.rights),
    )
    return token, Secret(secret.encode())


@transaction.atomic
def revoke(team: UUID | str, token: UUID | str, by: Actor, now: datetime) -> None:
    """Take a token of the team back; raises TokenGone where there is none, or not any more."""
    living = ApiToken.objects.filter(pk=token, team_id=team, revoked_at=None)
    if living.update(revoked_at=now) != 1:
        raise TokenGone
    taken = ApiToken.objects.select_related("user").get(pk=token)
    whom = str(taken.user.opaque)
    append("tokens.revoked", at=now, by=by, team=str(taken.team_id), subject=f"token:{taken.pk}", whom=whom)


def use(secret: str, now: datetime) -> ApiToken:
    """Return the living token with its team and user, and count the use.  Raises TokenVoid or TooMany."""
    minute, hashed = now.replace(second=0, microsecond=0), _hash(secret)
    living = ApiToken.objects.filter(
        hashed=hashed, revoked_at=None, ends_at__gt=now, user__is_active=True, team__archived_at=None
    )
    token = living.select_related("team", "user").first()
    # The row was found by its hash; the second look takes the same time whatever it sees.
    if token is None or not hmac.compare_digest(token.hashed, hashed):
        raise TokenVoid
    room = ~Q(minute=minute) | Q(uses__lt=load_policy()["tokens.uses"].count)
    counted = ApiToken.objects.filter(room, pk=token.pk, revoked_at=None).update(
        uses=Case(When(minute=minute, then=F("uses") + 1), default=1), minute=minute, used_at=now
    )
    if counted != 1:
        raise TooMany(seconds=ceil((minute + WINDOW - now).total_seconds()))
    return token


def givable(user: User) -> tuple[str, ...]:
    """Return every right that can stand on a token of this user, in the order of the printed table."""
    inside = tuple(right.id for right in load_rights().rights.values() if not right.outside)
    return (*inside, INSTALLATION) if user.is_owner else inside


def _known(rights: Iterable[str], user: User) -> set[str]:
    wanted = set(rights)
    for right in sorted(wanted - set(givable(user))):
        raise RightUnknown(right=right)
    if not wanted:
        raise RightUnknown(right="-")
    return wanted


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
