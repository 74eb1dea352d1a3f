"""What follows when the library tells that something happened around a login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import user_logged_in
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.usersessions.signals import on_user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from kagimori.console.doors.asking import address_of
from kagimori.console.people.login import sessions
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kagimori.console.people.models import User


# The library's own listener would keep the session's key in clear.
user_logged_in.disconnect(on_user_logged_in)


@receiver(user_logged_in)
def logged_in(request: HttpRequest, **_further: Any) -> None:
    """Put the new session on the user's list."""
    sessions.follow(request)


@receiver(mfa.authenticator_used)
def recovery_code_used(request: HttpRequest, user: User, authenticator: Authenticator, **_further: Any) -> None:
    """Put the use of a recovery code into the timeline: somebody else may have found the paper."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    by = Actor(str(user.opaque), "web", address_of(request))
    with transaction.atomic():
        append("login.recovery_code_used", at=timezone.now(), by=by, subject=f"user:{user.opaque}")
