"""Taking out what a case must not keep for longer: the masked words, the links, the holders, old counters.

What stays is the bare case for the figures: which causes, which steps, how long; nothing of it speaks of a person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.doctor import limits
from kagimori.console.doctor.models import Case, CaseEvent, CaseHolder, CaseLink
from kagimori.core.doctor.case import Event
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime


def forget(now: datetime) -> int:
    """Return how many cases lost their words."""
    CaseHolder.objects.filter(case__expires_at__lte=now).delete()
    CaseLink.objects.filter(ends_at__lte=now).delete()
    limits.forget(now)
    due = Case.objects.filter(forgotten_at=None, created_at__lte=now - load_policy()["web.words"].span)
    return sum(_forget_words(case, now) for case in due)


@transaction.atomic
def _forget_words(case: Case, now: datetime) -> int:
    if not Case.objects.filter(pk=case.pk, forgotten_at=None).update(forgotten_at=now):
        return 0
    for row in case.events.select_for_update():
        event = Event.from_json(row.line)
        if "text" in event.more:
            bare = {name: value for name, value in event.more.items() if name != "text"}
            CaseEvent.objects.filter(pk=row.pk).update(line=replace(event, more=bare).to_json())
    return 1
