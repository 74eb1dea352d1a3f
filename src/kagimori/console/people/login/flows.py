"""Changing how somebody gets in; each deed stands in the timeline, in the same transaction.

Whoever turns a first second step on ends their other sessions, which were begun without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import IntegrityError, transaction

from kagimori.console.people.login import codes, proof, sealed, sessions
from kagimori.console.people.login.models import ResetLink
from kagimori.console.people.login.refusals import AppThere, LastWay
from kagimori.console.people.models import User
from kagimori.console.timeline.flows import append

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.standing import Actor

PAPERS = Authenticator.Type.RECOVERY_CODES
# The library's own mark: from here on the codes are not shown again.
KEPT = "viewed_at"


def add_app(user: User, secret: str, *, step: int, now: datetime, by: Actor) -> None:
    """Turn the authenticator app on, with the step of its first code used up.  Raises AppThere."""
    stored = {"secret": sealed.seal(secret, user), codes.LAST_STEP: step}
    try:
        _add(user, Authenticator.Type.TOTP, stored, now=now, by=by)
    except IntegrityError:
        raise AppThere from None


def add_passkey(user: User, credential: dict[str, Any], *, name: str, now: datetime, by: Actor) -> None:
    """Add a passkey whose credential was checked."""
    _add(user, Authenticator.Type.WEBAUTHN, {"name": name, "credential": credential}, now=now, by=by)


@transaction.atomic
def _add(user: User, kind: str, stored: dict[str, Any], *, now: datetime, by: Actor) -> None:
    Authenticator.objects.create(user=user, type=kind, data=stored, created_at=now)
    if not Authenticator.objects.filter(user=user, type=PAPERS).exists():
        _make_codes(user)
    append("login.second_step_added", at=now, by=by, subject=f"user:{user.opaque}", way=kind)


@transaction.atomic
def remove(user: User, authenticator: int, *, now: datetime, by: Actor) -> None:
    """Remove an app or a passkey of the user; one that is gone stays gone.  Raises LastWay."""
    # Two that are removed at once would each see the other: the user's row lets one through at a time.
    User.objects.select_for_update().get(pk=user.pk)
    found = Authenticator.objects.filter(user=user, pk=authenticator, type__in=proof.STEPS).first()
    if found is None:
        return
    if proof.last_second_step(found):
        raise LastWay
    found.delete()
    append("login.second_step_removed", at=now, by=by, subject=f"user:{user.opaque}", way=found.type)


@transaction.atomic
def renew_codes(user: User, *, now: datetime, by: Actor) -> None:
    """Give the user new recovery codes; the old ones end."""
    User.objects.select_for_update().get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=PAPERS).delete()
    _make_codes(user)
    append("login.recovery_codes_renewed", at=now, by=by, subject=f"user:{user.opaque}")


@transaction.atomic
def keep_codes(user: User, now: datetime) -> None:
    """Note that the user has the codes on paper; from here on nobody is shown them."""
    # Locked, as the library locks it to use a code: one that is used meanwhile must not become unused again.
    row = Authenticator.objects.select_for_update().filter(user=user, type=PAPERS).first()
    if row is not None and not row.data.get(KEPT):
        row.data = {**row.data, KEPT: now.timestamp()}
        row.save(update_fields=["data"])


@transaction.atomic
def reset_second_step(user: User, *, now: datetime, by: Actor, why: str = "") -> int:
    """Remove every second step of the user and end all sessions; return how many ended.

    The way back for somebody who has lost everything: the next login sets up a new second step.  All owners hear of it.
    """
    Authenticator.objects.filter(user=user).delete()
    ended = sessions.end_all(user)
    append("people.two_factor_reset", at=now, by=by, subject=f"user:{user.opaque}", whom=str(user.opaque), why=why)
    return ended


@transaction.atomic
def set_password(user: User, password: str, *, now: datetime, by: Actor) -> None:
    """Give the user a new password; every session begun with the old one ends at its next click."""
    user.set_password(password)
    user.save(update_fields=["password"])
    # A link that somebody else may have got must not undo the change.
    ResetLink.objects.filter(user=user, used_at=None).delete()
    append("login.password_changed", at=now, by=by, subject=f"user:{user.opaque}")


def _make_codes(user: User) -> None:
    with sealed.of(user):
        RecoveryCodes.activate(user)
