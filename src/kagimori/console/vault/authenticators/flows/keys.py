"""An authenticator key's life: pending, living, retired.  One of an account lives, and one at most is being set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows import notes
from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.flows.counting import count_apps
from kagimori.console.vault.authenticators.refusals import (
    AuthenticatorGone,
    KeyKind,
    KeyStale,
    KeyThere,
    NotProven,
    SetupOpen,
)
from kagimori.console.vault.models import App, Authenticator
from kagimori.console.vault.sealed import mark_of_key, seal_key
from kagimori.core.mask import mask

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.otp.seed import Seed
    from kagimori.core.people.standing import Actor

LONGEST_NAME = 100


@transaction.atomic
def begin(  # a key's sides
    account: InstagramAccount, seed: Seed, way: str, *, had_picture: bool, by: Actor, now: datetime
) -> Authenticator:
    """Return the key, sealed and waiting to be proven; the same key read once more is the row that waits already.

    Raises KeyKind, KeyThere, KeyStale where it was retired here (DOC-16), SetupOpen where another one waits.
    """
    if seed.kind != "totp":
        raise KeyKind(found=seed.kind)
    lock(account)
    mark = mark_of_key(seed.key)
    _check(account, mark)
    waiting = queries.pending(account)
    if waiting is not None:
        if waiting.mark == mark:
            return waiting
        raise SetupOpen
    row = Authenticator(
        account=account,
        mark=mark,
        issuer=mask(seed.issuer)[:LONGEST_NAME],
        name=mask(seed.account)[:LONGEST_NAME],
        algorithm=seed.algorithm,
        digits=seed.digits,
        period_s=seed.period_s,
        way=way,
        had_picture=had_picture,
        added_at=now,
        added_by=by.id,
    )
    row.sealed = seal_key(row, seed.key)
    row.save(force_insert=True)
    tell(account, "vault.authenticator_begun", by, now, way=way)
    return row


def _check(account: InstagramAccount, mark: str) -> None:
    same = Authenticator.objects.filter(account=account, mark=mark)
    if same.filter(stage="living").exists():
        raise KeyThere
    if same.filter(stage="retired").exists():
        raise KeyStale


@transaction.atomic
def finish(auth: Authenticator, *, by: Actor, now: datetime, accepted: bool = False) -> None:
    """Make the pending key the living one, and retire the one before it.

    `accepted`: Instagram took a code of it, or it comes out of an app that is in use; otherwise an app must have
    proven it.  Raises AuthenticatorGone and NotProven.
    """
    account = lock(auth.account)
    row = Authenticator.objects.filter(pk=auth.pk, stage="pending").first()
    if row is None:
        raise AuthenticatorGone
    if row.proven_at is None and not accepted:
        raise NotProven
    _retire(account, "replaced", by=by, now=now)
    proven = row.proven_at or now
    Authenticator.objects.filter(pk=row.pk).update(stage="living", proven_at=proven)
    count_apps(account)
    notes.say(account, {"app": "yes"}, by=by, now=now, source="kagimori")
    tell(account, "vault.authenticator_kept", by, now, way=row.way, apps=_proven(row))


@transaction.atomic
def retire(account: InstagramAccount, why: str, *, by: Actor, now: datetime) -> bool:
    """Retire the living key, which the doctor alone still reads; return whether there was one.

    `why` is replaced, reset, lost, leaked or off.
    """
    locked = lock(account)
    if not _retire(locked, why, by=by, now=now):
        return False
    count_apps(locked)
    notes.say(locked, {"app": "no" if why == "off" else "unknown"}, by=by, now=now, source="kagimori")
    return True


def _retire(account: InstagramAccount, why: str, *, by: Actor, now: datetime) -> bool:
    living = Authenticator.objects.filter(account=account, stage="living")
    if not living.update(stage="retired", retired_at=now, retired_why=why):
        return False
    tell(account, "vault.authenticator_retired", by, now, what=why)
    return True


@transaction.atomic
def cancel(auth: Authenticator, *, by: Actor, now: datetime) -> None:
    """End a setting-up: nothing of the key is kept, so that its picture can be read again.  Raises AuthenticatorGone.

    That a picture of it must be deleted stays asked for.
    """
    lock(auth.account)
    waiting = Authenticator.objects.filter(pk=auth.pk, stage="pending")
    done = waiting.update(stage="retired", retired_at=now, retired_why="cancelled", sealed=b"", mark="")
    if not done:
        raise AuthenticatorGone
    tell(auth.account, "vault.authenticator_retired", by, now, what="cancelled")


@transaction.atomic
def picture_is_gone(auth: Authenticator, *, by: Actor, now: datetime) -> None:
    """Note that the original of the picture is deleted (VLT-07).  Raises AuthenticatorGone where none is asked for."""
    asked = Authenticator.objects.filter(pk=auth.pk, had_picture=True, picture_gone_at=None)
    if not asked.update(picture_gone_at=now):
        raise AuthenticatorGone
    tell(auth.account, "vault.picture_gone", by, now)


def _proven(row: Authenticator) -> int:
    return App.objects.filter(authenticator=row, removed_at=None).exclude(proven_at=None).count()
