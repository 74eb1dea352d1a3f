"""Reading the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.timeline.models import Entry

if TYPE_CHECKING:
    from django.db.models import QuerySet


def after(number: int, *, most: int) -> list[Entry]:
    """Return the entries that follow `number`, oldest first, at most so many."""
    return list(Entry.objects.filter(number__gt=number).order_by("number")[:most])


def about(subject: str) -> QuerySet[Entry]:
    """Return what happened to `subject`, newest first."""
    return Entry.objects.filter(subject=subject).order_by("-number")
