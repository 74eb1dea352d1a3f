"""Times in which a team cannot get in: begun once, ended once, their minutes counted on the account's row (PPL-11)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import InstagramAccount, LockOut

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.standing import Actor


def lockout_begins(
    account: InstagramAccount, by: Actor, now: datetime, *, since: datetime | None = None, case: str = ""
) -> bool:
    """Note that nobody of the team gets in since `since` or now; False where that is known already."""
    began = min(since or now, now)
    try:
        with transaction.atomic():
            LockOut.objects.create(account=account, since=began, case=case)
            InstagramAccount.objects.filter(pk=account.pk).update(lockouts=F("lockouts") + 1, locked_out_since=began)
            tell(account, "accounts.locked_out", by, now)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def lockout_ends(account: InstagramAccount, by: Actor, now: datetime) -> bool:
    """Note that somebody of the team is in again; False where nobody was locked out."""
    running = LockOut.objects.filter(account=account, ended_at=None).first()
    if running is None:
        return False
    minutes = max(0, (now - running.since) // timedelta(minutes=1))
    if LockOut.objects.filter(pk=running.pk, ended_at=None).update(ended_at=now, minutes=minutes) != 1:
        return False
    InstagramAccount.objects.filter(pk=account.pk).update(
        lockout_minutes=F("lockout_minutes") + minutes, locked_out_since=None
    )
    tell(account, "accounts.back_in", by, now, minutes=minutes)
    return True
