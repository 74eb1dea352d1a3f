"""What this room does when the platform's state changes: logins are held during an outage, until it is over (STA-03).

Only a state that names a login service, or that a person confirmed, holds anybody back; others are hints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.models import PlatformOutage
from kagimori.console.work import enqueue

if TYPE_CHECKING:
    from kagimori.console.timeline.models import Entry

DISTURBED = ("partial", "major")


def status_changed(entry: Entry) -> None:
    """Note since when logging in is disturbed; news that came before what is known already changes nothing."""
    disturbed = entry.payload.get("state") in DISTURBED and bool(entry.payload.get("confirmed"))
    row, _ = PlatformOutage.objects.get_or_create(pk=1, defaults={"since": None})
    newer = PlatformOutage.objects.filter(pk=row.pk, entry__lt=entry.number)
    if not disturbed:
        newer.update(since=None, entry=entry.number)
        # Whoever waits is told at once; the minute's job would do it a little later.
        transaction.on_commit(lambda: enqueue("accounts_waiting"))
    elif not newer.filter(since=None).update(since=entry.at, entry=entry.number):
        newer.update(entry=entry.number)
