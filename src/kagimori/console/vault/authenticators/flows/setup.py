"""What leaves while a key is set up: the one QR code for all apps, and the code that Instagram asks for at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.refusals import AuthenticatorGone, SetupNotYours
from kagimori.console.vault.models import Authenticator, CodeShown
from kagimori.core.otp.seed import encode_key
from kagimori.core.otp.totp import code_at
from kagimori.core.otp.uri import write_uri
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.standing import Actor


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A pending key for apps: the otpauth address that a QR code holds, and the key as text."""

    uri: Secret
    key: Secret


@dataclass(frozen=True, slots=True)
class ToType:
    """The code that Instagram asks for, and until when it is right, in unix seconds."""

    code: Secret
    valid_to: int


@transaction.atomic
def lay_out(auth: Authenticator, *, by: Actor, now: datetime) -> LaidOut:
    """Return the pending key for the apps, once it stands in the timeline who saw it.

    Raises AuthenticatorGone and SetupNotYours.
    """
    row = _pending(auth, by)
    tell(row.account, "vault.setup_shown", by, now)
    # The handle that the team knows, whatever stood in the picture: apps list entries by it.
    seed = queries.seed_of(row)._replace(issuer="Instagram", account=row.account.handle)
    return LaidOut(write_uri(seed), encode_key(seed.key))


@transaction.atomic
def code_to_type(auth: Authenticator, *, by: Actor, now: datetime) -> ToType:
    """Return the code with which Instagram ends the setting-up, logged first.

    Raises AuthenticatorGone and SetupNotYours.
    """
    row = _pending(auth, by)
    code = code_at(queries.seed_of(row), int(now.timestamp()))
    step = code.valid_from // row.period_s
    CodeShown.objects.create(authenticator=row, user=by.id, at=now, step=step, purpose="setup")
    tell(row.account, "vault.authenticator_shown", by, now, purpose="setup")
    return ToType(Secret(code.text.encode()), code.valid_to)


def _pending(auth: Authenticator, by: Actor) -> Authenticator:
    """Return the key; to whoever read it in and nobody else, for everybody else there is `showing`."""
    row = Authenticator.objects.select_related("account").filter(pk=auth.pk, stage="pending").first()
    if row is None:
        raise AuthenticatorGone
    if row.added_by != by.id:
        raise SetupNotYours
    return row
