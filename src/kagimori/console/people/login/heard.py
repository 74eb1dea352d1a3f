"""What follows when the library tells that something happened around a login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kagimori.console.people.models import User


@receiver(mfa.authenticator_used)
def recovery_code_used(request: HttpRequest, user: User, authenticator: Authenticator, **_further: Any) -> None:
    """Put the use of a recovery code into the timeline: somebody else may have found the paper."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    by = Actor(str(user.opaque), "web", str(request.META.get("REMOTE_ADDR", "")))
    with transaction.atomic():
        append("login.recovery_code_used", at=timezone.now(), by=by, subject=f"user:{user.opaque}")
