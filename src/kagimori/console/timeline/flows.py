"""Adding to the timeline.

An entry is added in the same transaction as the deed that it tells of, as that transaction's last write: the head stays
locked until the commit.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.db.models import F

from kagimori.console.doors.keyring import keyring
from kagimori.console.doors.statements import first_rows
from kagimori.console.timeline.hearing import tell_all
from kagimori.console.timeline.models import Entry, Head
from kagimori.console.work import enqueue
from kagimori.core.mask import mask
from kagimori.core.people.standing import Actor
from kagimori.core.timeline.chain import Link, mark, stamped
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.doors.statements import Row, Step

__all__ = ["Opening", "append", "opened", "opening_steps", "send_head", "tell_all"]

WHY_MOST = 300
HEAD = "timeline.head"
WORD_MOST = 100
# What a person is called, or could log in with, is never part of an entry.
NEVER = re.compile(r"(^|_)(name|mail|email|phone|handle|password|passphrase|code|token|secret|seed|key|url|text)$")

# Every deed passes here, so that these are written out (see `doors.statements`).
_NEXT = "UPDATE timeline_head SET newest = newest + 1 WHERE id = 1 RETURNING newest"
_END = "SELECT position, mac FROM timeline_chain WHERE team = %s"
_BEGIN = "INSERT INTO timeline_chain (position, mac, team) VALUES (%s, %s, %s)"
_GO_ON = "UPDATE timeline_chain SET position = %s, mac = %s WHERE team = %s"
_COLUMNS = tuple(Link.__slots__)
_ADD = (
    f"INSERT INTO timeline_entry ({', '.join(_COLUMNS)}) "  # noqa: S608  # nosec B608  # the names are ours
    f"VALUES ({', '.join(['%s'] * len(_COLUMNS))}) RETURNING id"
)


class Opening(NamedTuple):
    """The next number, and position and stamp of the chain's end; zero and empty where it has none.

    The lock on the head holds until the commit, and guards the chains as well.  Numbers must become visible in their
    order, or a reader that has passed one would never see it.
    """

    number: int
    position: int
    mac: str


def append(  # noqa: PLR0913  # an entry has as many sides as a deed has
    kind: str,
    *,
    at: datetime,
    by: Actor,
    team: str = "",
    subject: str = "",
    whom: str = "",
    why: str = "",
    opening: Opening | None = None,
    **payload: str | int | None,
) -> Entry:
    """Add an entry and return it.  Raises TransactionManagementError outside a transaction.

    `opening` is the place that `opening_steps` of this team have taken in this transaction; else one is taken here.

    `team` is a team's id or empty, `subject` what it is about ("account:<id>"), `whom` the opaque id of the person it
    was done for, `why` the reason that was given, masked here.  The payload holds ids, numbers and words of ours: what
    a person typed and what is secret never stands there; ValueError where it looks like that.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a deed and its entry are stored together")
    _refuse_what_never_belongs(payload)
    number, position, mac = opening or _next(team)
    link = Link(
        number=number,
        position=position + 1,
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
    link = replace(link, mac=stamped(link, mac, keyring().stamp()))
    entry = _stored(link)
    transaction.on_commit(_nudge)
    return entry


def opening_steps(team: str) -> tuple[Step, Step]:
    """Return the statements that take the next place, for a flow whose own statements travel with them.

    They come after all others that wait for a lock.
    """
    return (_NEXT, ()), (_END, (team,))


def opened(counted: Row, end: Row) -> Opening | None:
    """Return the place by what the two statements gave; None where nothing was ever told."""
    return None if counted is None else Opening(counted[0], *(end or (0, "")))


def _next(team: str) -> Opening:
    found = opened(*first_rows(*opening_steps(team)))
    if found is None:
        Head.objects.get_or_create(pk=1)
        return _next(team)
    return found


def _stored(link: Link) -> Entry:
    go_on = (_BEGIN if link.position == 1 else _GO_ON, (link.position, link.mac, link.team))
    _, row = first_rows(go_on, (_ADD, tuple(getattr(link, name) for name in _COLUMNS)))
    assert row is not None
    return Entry(pk=row[0], **{name: getattr(link, name) for name in _COLUMNS})


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
