"""Making the first owner, by a link that works once.

The link is 256 random bits of which only the hash is kept; it ends after the policy's `owner.link`, when a newer one is
made, when it is used, and when an owner exists.  Exactly one of many who use it at once becomes the owner: the row's
conditional update decides.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.people.models import FirstOwnerLink, User
from kagimori.console.timeline.flows import append
from kagimori.core.errors import Refused
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

TOKEN_BYTES = 32


class OwnerExists(Refused):
    """This installation has its owner; no further one is made by a link."""

    code = "people.owner_exists"


class LinkVoid(Refused):
    """The link was used, is too old or was replaced."""

    code = "people.link_void"


@transaction.atomic
def make_link(now: datetime) -> str:
    """Return the secret part of a new link; every older one ends.  Raises OwnerExists."""
    if owner_exists():
        raise OwnerExists
    FirstOwnerLink.objects.filter(used_at=None).delete()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    FirstOwnerLink.objects.create(hashed=_hash(token), ends_at=now + load_policy()["owner.link"].span)
    return token


@transaction.atomic
def become_owner(token: str, *, email: str, password: str, language: str, now: datetime) -> User:
    """Return the first owner, made by this link.  Raises LinkVoid or OwnerExists, and then nothing has changed."""
    used = FirstOwnerLink.objects.filter(hashed=_hash(token), used_at=None, ends_at__gt=now).update(used_at=now)
    if used != 1:
        raise LinkVoid
    if owner_exists():
        raise OwnerExists
    owner = User.objects.create_user(email, password, is_owner=True, language=language)
    append("people.first_owner", at=now, by=Actor(str(owner.opaque), "web"), subject=f"user:{owner.opaque}")
    return owner


def link_works(token: str, now: datetime) -> bool:
    """Return whether the link would make an owner now; looking changes nothing."""
    return (
        not owner_exists()
        and FirstOwnerLink.objects.filter(hashed=_hash(token), used_at=None, ends_at__gt=now).exists()
    )


def owner_exists() -> bool:
    """Return whether this installation has an owner."""
    return User.objects.filter(is_owner=True).exists()


def wish_language(user: User, language: str) -> None:
    """Keep the language that a person has chosen."""
    User.objects.filter(pk=user.pk).update(language=language)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
