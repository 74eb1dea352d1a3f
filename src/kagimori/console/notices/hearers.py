"""What the timeline's news makes of itself: one notice for one event, and one delivery for each who is to be told."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.notices import receiving
from kagimori.console.timeline.models import Entry
from kagimori.core.notices.kinds import kind_of
from kagimori.knowledge import load_notices, load_policy

OUTAGES = ("partial", "major")


def news(entry: Entry) -> None:
    """Queue the notice of an entry, in the transaction that moves the hearer's place."""
    if entry.at < timezone.now() - load_policy()["notices.stale"].span:
        # After an upgrade or a restore old entries are heard anew; nobody wants to be woken by last month's news.
        return
    kind = kind_of(load_notices(), entry.kind, entry.payload)
    if kind is not None and not _is_no_end(entry):
        receiving.queue(kind, entry)


def _is_no_end(entry: Entry) -> bool:
    """Return whether "all is well" ends nothing: the first look at Meta's page is no news."""
    if (entry.kind, entry.payload.get("state")) != ("status.changed", "operational"):
        return False
    before = Entry.objects.filter(kind=entry.kind, number__lt=entry.number).order_by("-number").first()
    return before is None or before.payload.get("state") not in OUTAGES
