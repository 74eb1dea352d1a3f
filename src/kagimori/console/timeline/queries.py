"""Reading the timeline: by number, by what it is about, and through the filters of its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from kagimori.console.timeline.models import Entry

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader looks for; an empty field asks for nothing.

    `kind` is a kind, or a whole family written "people."; `people` are opaque ids, as doer or as the one concerned;
    None for people or subjects asks for nothing, none at all finds nothing.  `since` is the first instant and `before`
    the first one that is too late.
    """

    kind: str = ""
    people: tuple[str, ...] | None = None
    subjects: tuple[str, ...] | None = None
    since: datetime | None = None
    before: datetime | None = None


def after(number: int, *, most: int) -> list[Entry]:
    """Return the entries that follow `number`, oldest first, at most so many."""
    return list(Entry.objects.filter(number__gt=number).order_by("number")[:most])


def about(subject: str) -> QuerySet[Entry]:
    """Return what happened to `subject`, newest first."""
    return Entry.objects.filter(subject=subject).order_by("-number")


def of_team(team: str, sought: Sought | None = None) -> QuerySet[Entry]:
    """Return a team's entries, or with an empty team the installation's own, newest first."""
    return _sieved(Entry.objects.filter(team=team), sought or Sought()).order_by("-number")


def of_all(sought: Sought | None = None) -> QuerySet[Entry]:
    """Return the entries of the whole installation, oldest first, as an export wants them."""
    return _sieved(Entry.objects.all(), sought or Sought()).order_by("number")


def page_of(entries: QuerySet[Entry], *, older_than: int | None, most: int) -> tuple[list[Entry], int | None]:
    """Return one page of entries that stand newest first, and the number after which the next one starts, or None."""
    if older_than is not None:
        entries = entries.filter(number__lt=older_than)
    found = list(entries[: most + 1])
    return found[:most], found[most - 1].number if len(found) > most else None


def newest() -> Entry | None:
    """Return the newest entry of all."""
    return Entry.objects.order_by("-number").first()


def _sieved(entries: QuerySet[Entry], sought: Sought) -> QuerySet[Entry]:
    if sought.kind.endswith("."):
        entries = entries.filter(kind__startswith=sought.kind)
    elif sought.kind:
        entries = entries.filter(kind=sought.kind)
    if sought.people is not None:
        entries = entries.filter(Q(actor__in=sought.people) | Q(whom__in=sought.people))
    if sought.subjects is not None:
        entries = entries.filter(subject__in=sought.subjects)
    if sought.since is not None:
        entries = entries.filter(at__gte=sought.since)
    if sought.before is not None:
        entries = entries.filter(at__lt=sought.before)
    return entries
