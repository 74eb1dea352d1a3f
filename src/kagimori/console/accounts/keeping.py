"""What becomes of the ledger of tries when a backup comes back: nobody knows what was tried since it was made.

Each living account is held for as long as such a try could still count; whoever knows what was tried may lift that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from kagimori.console.accounts.models import Hold, InstagramAccount, Try
from kagimori.core.accounts.tries import hold
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 2000


def restored(since: datetime, now: datetime) -> None:
    """Count what is unknown as used: a hold on each living account from the backup until a day after the restore."""
    Try.objects.filter(open=True).update(open=False)
    living = InstagramAccount.objects.filter(archived_at=None)
    found = hold("unknown", now, load_policy())
    rows = (
        Hold(
            account_id=account,
            hashed=hashed,
            kind=found.kind,
            since=since,
            soonest=found.soonest,
            ends_at=found.ends,
            source="kagimori",
            told_at=now,
        )
        for account, hashed in living.values_list("pk", "hashed").iterator(AT_ONCE)
    )
    Hold.objects.bulk_create(rows, batch_size=AT_ONCE)
    living.update(holds=F("holds") + 1)
