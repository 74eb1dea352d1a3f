"""Adding to the timeline, and telling those who hear it.

An entry is added in the same transaction as the deed that it tells of.  Hearers are functions named by dotted text in
the table that the settings name; each has its own place, moved in the same transaction as what it does, so that each
entry is heard once.  A hearer that fails holds up itself and nobody else, and hears the same entry again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from kagimori.console.timeline.models import Entry, Head, Place
from kagimori.console.work import enqueue
from kagimori.core.mask import mask

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.standing import Actor

Table = Mapping[str, tuple[str, ...]]
Hear = Callable[[Entry], None]
WHY_MOST = 300

log = logging.getLogger("kagimori.timeline")


def append(  # noqa: PLR0913  # an entry has as many sides as a deed has
    kind: str,
    *,
    at: datetime,
    by: Actor,
    team: str = "",
    subject: str = "",
    whom: str = "",
    why: str = "",
    **payload: str | int | None,
) -> Entry:
    """Add an entry and return it.  Raises TransactionManagementError outside a transaction.

    `team` is a team's id or empty, `subject` what it is about ("account:<id>"), `whom` the opaque id of the person it
    was done for, `why` the reason that was given, masked here.  The payload holds ids, numbers and words of ours: what
    a person typed and what is secret never stands there.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a deed and its entry are stored together")
    head, _ = Head.objects.get_or_create(pk=1)
    # Numbers must become visible in their order, or a reader that has passed one would never see it.
    head = Head.objects.select_for_update().get(pk=head.pk)
    head.newest += 1
    head.save()
    entry = Entry.objects.create(
        number=head.newest,
        at=at,
        kind=kind,
        team=team,
        actor=by.id,
        place=by.place,
        address=by.address,
        subject=subject,
        whom=whom,
        why=mask(why)[:WHY_MOST],
        payload=payload,
    )
    transaction.on_commit(lambda: enqueue("timeline_tell"))
    return entry


def tell_all() -> int:
    """Tell every hearer what it has not heard; return how many entries were heard."""
    table: Table = import_string(settings.TIMELINE_HEARERS)
    hearers = {hearer for names in table.values() for hearer in names}
    return sum(_tell(hearer, [kind for kind in table if hearer in table[kind]]) for hearer in sorted(hearers))


def _tell(hearer: str, kinds: list[str]) -> int:
    Place.objects.get_or_create(hearer=hearer)
    heard = 0
    try:
        hear: Hear = import_string(hearer)
        while _tell_next(hearer, hear, kinds):
            heard += 1
    except Exception:
        # Whatever goes wrong in another room must not keep the others from hearing.
        log.exception("event=timeline.hearer_failed hearer=%s", hearer)
    return heard


@transaction.atomic
def _tell_next(hearer: str, hear: Hear, kinds: list[str]) -> bool:
    place = Place.objects.select_for_update().get(hearer=hearer)
    entry = Entry.objects.filter(number__gt=place.number, kind__in=kinds).order_by("number").first()
    if entry is None:
        return False
    place.number = entry.number
    place.save()
    hear(entry)
    return True
