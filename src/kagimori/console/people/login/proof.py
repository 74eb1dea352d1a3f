"""Whether somebody's own second step is on: an authenticator app or a passkey; recovery codes alone do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

if TYPE_CHECKING:
    from kagimori.console.people.models import User

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(user: User) -> bool:
    """Return whether the user has an app or a passkey."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=STEPS).exists())


def last_second_step(authenticator: Authenticator) -> bool:
    """Return whether the user would be without a second step if this one went."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=STEPS).exclude(pk=authenticator.pk)
    return not others.exists()
