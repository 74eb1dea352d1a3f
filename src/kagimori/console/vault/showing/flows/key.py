"""Letting the key itself out: the last resort, which everybody hears of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.showing.refusals import NoKey, WhyMissing
from kagimori.core.otp.seed import encode_key
from kagimori.core.otp.uri import write_uri

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Actor
    from kagimori.core.secret import Secret


@dataclass(frozen=True, slots=True)
class Revealed:
    """The living key: as text, and as the otpauth address that a QR code holds."""

    key: Secret
    uri: Secret


@transaction.atomic
def reveal_key(account: InstagramAccount, why: str, *, by: Actor, now: datetime) -> Revealed:
    """Return the key in use, once it stands in the timeline who saw it and why; the team is told at once.

    Raises WhyMissing and NoKey.
    """
    if not why.strip():
        raise WhyMissing
    lock(account)
    row = keys.living(account)
    if row is None:
        raise NoKey
    tell(account, "vault.authenticator_revealed", by, now, why=why)
    # The handle that the team knows, whatever stood in the picture: apps list entries by it.
    seed = keys.seed_of(row)._replace(issuer="Instagram", account=account.handle)
    return Revealed(encode_key(seed.key), write_uri(seed))
