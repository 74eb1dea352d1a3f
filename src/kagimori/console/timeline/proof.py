"""Proving the timeline: no row changed, none missing, none added, all in order.  Only reads, beside writers too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.doors.keyring import keyring
from kagimori.console.timeline.models import Chain, Entry, Head
from kagimori.core.timeline import chain as core

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from kagimori.core.timeline.chain import Fault

FIELDS = tuple(core.Link.__slots__)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found of one chain; `team` is empty for the installation's, `fault` None where all of it holds."""

    team: str
    entries: int
    fault: Fault | None


def prove(team: str) -> Proof:
    """Return what is found of one chain."""
    stamp, newest = keyring().stamp(), _newest(team)
    end = Chain.objects.filter(team=team).first()
    promised = core.Head() if end is None else core.Head(end.position, end.mac)
    links = _links(Entry.objects.filter(team=team, position__lte=promised.position).order_by("position", "number"))
    reached, fault = core.follow(core.Head(), links, stamp)
    return Proof(team, reached.position, fault or _at_the_end(team, reached, promised, newest) or _unchained(team))


def prove_all() -> Iterator[Proof]:
    """Yield what is found of the installation's chain, of each team's, and last of the numbers that run over all."""
    teams = set(Chain.objects.values_list("team", flat=True)) | set(Entry.objects.values_list("team", flat=True))
    for team in ("", *sorted(teams - {""})):
        yield prove(team)


def prove_numbers() -> Fault | None:
    """Return the first number of the installation that is missing or too many; None where they run without a gap."""
    newest = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    head = Head.objects.filter(pk=1).values_list("newest", flat=True).first() or 0
    if newest > head:
        return core.Fault("added", newest, None)
    if Entry.objects.filter(number__lte=head).count() == head:
        return None
    expected = 1
    for number in Entry.objects.order_by("number").values_list("number", flat=True).iterator():
        if number != expected:
            break
        expected += 1
    return core.Fault("missing", expected, None)


def count() -> int:
    """Return how many entries the installation has."""
    return Head.objects.filter(pk=1).values_list("newest", flat=True).first() or 0


def prove_mark(number: int, shown: str) -> Fault | None:
    """Return what speaks against a head that somebody has kept outside; None where it is still there."""
    entry = Entry.objects.filter(number=number).first()
    return None if entry is not None and core.has_mark(entry.mac, shown) else core.Fault("head", number, None)


def link_of(entry: Entry) -> core.Link:
    """Return the entry as its chain sees it; one from before there were chains stands at position 0."""
    values = {name: getattr(entry, name) for name in FIELDS}
    return core.Link(**(values | {"position": entry.position or 0}))


def _links(entries: QuerySet[Entry]) -> Iterator[core.Link]:
    for entry in entries.iterator(chunk_size=2000):
        yield link_of(entry)


def _newest(team: str) -> int:
    """Return the newest position; read before the head, which can then only be further on."""
    newest = Entry.objects.filter(team=team).exclude(position=None).order_by("-position")
    return newest.values_list("position", flat=True).first() or 0


def _at_the_end(team: str, reached: core.Head, promised: core.Head, newest: int) -> Fault | None:
    if reached.position < promised.position:
        return core.Fault("missing", None, reached.position + 1)
    if reached.mac != promised.mac:
        return core.Fault("head", None, promised.position)
    if newest > promised.position:
        beyond = Entry.objects.filter(team=team, position__gt=promised.position).order_by("position").first()
        return core.Fault("added", beyond.number if beyond else None, promised.position + 1)
    return None


def _unchained(team: str) -> Fault | None:
    """Return an entry without a place in a chain that is younger than the first one that has a place."""
    first = Entry.objects.exclude(position=None).order_by("number").values_list("number", flat=True).first()
    if first is None:
        return None
    stray = Entry.objects.filter(team=team, position=None, number__gt=first).order_by("number").first()
    return None if stray is None else core.Fault("unchained", stray.number, None)
