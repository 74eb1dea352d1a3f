"""Looking at the platform's status page and keeping what was seen.

The page is fetched before the transaction begins.  Only news goes to the timeline: two good readings that differ.  A
failed reading is "not seen", never "changed", so nobody is woken by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from kagimori.console.status import queries
from kagimori.console.status.models import Reading
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.core.status import judge
from kagimori.core.status.record import services_record
from kagimori.gateways import metastatus
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.status import Reading as CoreReading

CHANGED = "status.changed"


def look_if_due(at: datetime) -> bool:
    """Look at the page unless somebody did a short while ago; return whether a look was taken."""
    due = queries.next_look()
    if due is not None and at < due:
        return False
    get = metastatus.getter(loopback_allowed=settings.STANDIN_ALLOWED)
    keep(metastatus.read(settings.STATUS_URL, at, get=get))
    return True


@transaction.atomic
def keep(reading: CoreReading) -> None:
    """Store a reading, tell the timeline what is new in it, and forget the oldest."""
    before = queries.last_good()
    found = {"problem": reading.problem, "services": services_record(reading)}
    _, fresh = Reading.objects.get_or_create(at=reading.at, defaults=found)
    if fresh and not reading.problem and (before is None or _news(reading) != _news(before)):
        state, decides = _news(reading)
        append(CHANGED, at=reading.at, by=Actor.itself(), subject="status", state=state, confirmed=int(decides))
    Reading.objects.filter(at__lt=reading.at - load_policy()["status.kept"].span).delete()


def _news(reading: CoreReading) -> tuple[str, bool]:
    """Return what others act upon: the state, and whether a case may take it for an answer."""
    standing = judge(reading, reading, reading.at, patience=load_policy()["status.patience"].span)
    return str(standing.state), standing.decides
