"""Telling those who hear the timeline.

Hearers are functions named by dotted text in the table that the settings name; each has its own place, moved in the
same transaction as what it does, so that each entry is heard once.  A hearer that fails holds up itself and nobody
else, and hears the same entry again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from kagimori.console.timeline.models import Entry, Place

Table = Mapping[str, tuple[str, ...]]
Hear = Callable[[Entry], None]

log = logging.getLogger("kagimori.timeline")


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
