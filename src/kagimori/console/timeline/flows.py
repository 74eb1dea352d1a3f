"""Adding to the timeline.

An entry is added in the same transaction as the deed that it tells of, as that transaction's last write: the head stays
locked until the commit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import F

from kagimori.console.doors.keyring import keyring
from kagimori.console.timeline.hearing import tell_all
from kagimori.console.timeline.models import Chain, Entry, Head
from kagimori.console.work import enqueue
from kagimori.core.mask import mask
from kagimori.core.people.standing import Actor
from kagimori.core.timeline.chain import Link, mark, stamped
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["append", "send_head", "tell_all"]

WHY_MOST = 300
HEAD = "timeline.head"
WORD_MOST = 100
# What a person is called, or could log in with, is never part of an entry.
NEVER = re.compile(r"(^|_)(name|mail|email|phone|handle|password|passphrase|code|token|secret|seed|key|url|text)$")


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
    a person typed and what is secret never stands there; ValueError where it looks like that.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a deed and its entry are stored together")
    _refuse_what_never_belongs(payload)
    number = _next_number()
    end = Chain.objects.filter(team=team).first()
    link = Link(
        number=number,
        position=1 if end is None else end.position + 1,
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
    link = replace(link, mac=stamped(link, "" if end is None else end.mac, keyring().stamp()))
    if end is None:
        Chain.objects.create(team=team, position=link.position, mac=link.mac)
    else:
        Chain.objects.filter(pk=end.pk).update(position=link.position, mac=link.mac)
    entry = _stored(link)
    transaction.on_commit(_nudge)
    return entry


def _next_number() -> int:
    """Return the next number.  The lock on the head holds until the commit, and guards the chains as well.

    Numbers must become visible in their order, or a reader that has passed one would never see it.
    """
    if Head.objects.filter(pk=1).update(newest=F("newest") + 1) != 1:
        Head.objects.get_or_create(pk=1)
        Head.objects.filter(pk=1).update(newest=F("newest") + 1)
    return Head.objects.values_list("newest", flat=True).get(pk=1)


def _stored(link: Link) -> Entry:
    return Entry.objects.create(**{name: getattr(link, name) for name in Link.__slots__})


def _nudge() -> None:
    enqueue("timeline_tell")


def _refuse_what_never_belongs(payload: dict[str, str | int | None]) -> None:
    for name, value in payload.items():
        if NEVER.search(name) or (isinstance(value, str) and len(value) > WORD_MOST):
            raise ValueError(f"{name} has no place in the timeline")


@transaction.atomic
def send_head(now: datetime) -> Entry | None:
    """Add the entry that carries the head out of the house; None where that was done today, or nothing is there yet.

    Whoever keeps the notice can prove later that nothing was cut off at the end, which no chain shows by itself.
    """
    Head.objects.get_or_create(pk=1)
    # The lock is taken before the look, so that of two workers one finds the other's entry.
    Head.objects.filter(pk=1).update(newest=F("newest"))
    recent = now - load_policy()["timeline.head"].span
    newest = Entry.objects.exclude(position=None).order_by("-number").first()
    if newest is None or Entry.objects.filter(kind=HEAD, at__gt=recent).exists():
        return None
    return append(HEAD, at=now, by=Actor.itself(), subject="timeline", newest=newest.number, mark=mark(newest.mac))
