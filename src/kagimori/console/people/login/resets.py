"""Links that set a new password: made by an owner or sent by mail, used once.

The link is 256 random bits of which only the hash is kept.  It ends after the policy's `login.reset_link`, when it is
used, when a newer one is made and when the password is changed.  The second step is asked all the same.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from kagimori.console.people.login import flows, sessions
from kagimori.console.people.login.models import ResetLink
from kagimori.console.people.login.refusals import NobodyThere, ResetLinkVoid
from kagimori.console.people.models import User
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

TOKEN_BYTES = 32
# What stands for a user where an address belongs to none.
NOBODY = "nobody"


@transaction.atomic
def make(email: str, *, now: datetime, by: Actor) -> str:
    """Return the secret part of a new link; every older one of this user ends.  Raises NobodyThere."""
    user = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if user is None:
        raise NobodyThere
    withdraw(user)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ends = now + load_policy()["login.reset_link"].span
    ResetLink.objects.create(user=user, hashed=_hash(token), made_at=now, ends_at=ends)
    append("login.reset_link_made", at=now, by=by, subject=f"user:{user.opaque}", whom=str(user.opaque))
    return token


def who(email: str) -> str:
    """Return the opaque id of the user with this address, or NOBODY."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    return NOBODY if user is None else str(user.opaque)


def withdraw(user: User) -> int:
    """End the links of this user that nobody has used; return how many."""
    count, _tables = ResetLink.objects.filter(user=user, used_at=None).delete()
    return count


def owner_of(token: str, now: datetime) -> User | None:
    """Return whose password the link would set now, or None; looking changes nothing."""
    link = ResetLink.objects.filter(_open_at(token, now)).select_related("user").first()
    return link.user if link is not None and link.user.is_active else None


@transaction.atomic
def use(token: str, password: str, *, now: datetime, address: str) -> User:
    """Set the password, end all sessions and return the user.  Raises ResetLinkVoid, and then nothing has changed."""
    user = owner_of(token, now)
    if user is None or ResetLink.objects.filter(_open_at(token, now)).update(used_at=now) != 1:
        raise ResetLinkVoid
    flows.set_password(user, password, now=now, by=Actor(str(user.opaque), "web", address))
    sessions.end_all(user)
    return user


def _open_at(token: str, now: datetime) -> Q:
    return Q(hashed=_hash(token), used_at=None, ends_at__gt=now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
