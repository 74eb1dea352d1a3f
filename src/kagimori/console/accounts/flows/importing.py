"""Taking a pasted list of accounts over: what was shown in the preview, in one transaction, or nothing.

The numbers are counted like those of accounts that are added one by one.  A list may load a number beyond what the
platform takes, for it tells of accounts that are there; the preview and the list say so.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kagimori.console.accounts.flows.keeping import load_number
from kagimori.console.accounts.models import InstagramAccount, NumberLoad
from kagimori.console.doors.keyring import keyring
from kagimori.console.timeline.flows import append
from kagimori.core.accounts import lists
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.accounts.lists import Line
    from kagimori.core.people.standing import Actor

AT_ONCE = 1000


class ListTooLong(Refused):
    """The list has more than `most` lines."""

    code = "accounts.list_too_long"


class ListChanged(Refused):
    """Somebody added one of these accounts while the list was being looked at."""

    code = "accounts.list_changed"


@dataclass(frozen=True, slots=True)
class Preview:
    """What becomes of each line: new, on the team's list already, or left out with its fault.

    `full` are the numbers that would serve more accounts than the platform takes, with how many.
    """

    new: tuple[Line, ...]
    known: tuple[Line, ...]
    broken: tuple[Line, ...]
    full: tuple[tuple[str, int], ...]


def preview(team: UUID | str, text: str) -> Preview:
    """Return what would be taken over.  Raises ListTooLong."""
    policy = load_policy()
    lines = lists.read(text, longest=policy["accounts.handle_length"].count)
    if len(lines) > policy["accounts.list_lines"].count:
        raise ListTooLong(most=policy["accounts.list_lines"].count)
    usable = [line for line in lines if not line.fault]
    there = _there(team, [line.handle for line in usable])
    new = tuple(line for line in usable if line.handle not in there)
    known = tuple(line for line in usable if line.handle in there)
    return Preview(new, known, tuple(line for line in lines if line.fault), _full(team, new))


def _there(team: UUID | str, handles: Sequence[str]) -> set[str]:
    living = InstagramAccount.objects.filter(team_id=team, archived_at=None)
    parts = (handles[start : start + AT_ONCE] for start in range(0, len(handles), AT_ONCE))
    return {handle for part in parts for handle in living.filter(handle__in=part).values_list("handle", flat=True)}


def _full(team: UUID | str, new: Iterable[Line]) -> tuple[tuple[str, int], ...]:
    more = Counter(line.phone for line in new if line.phone)
    most = load_policy()["number.accounts"].count
    # Few numbers alone can overflow: those that come often, or stand near their end already.
    loads = NumberLoad.objects.filter(team_id=team, accounts__gt=0).values_list("number", "accounts")
    more.update({number: count for number, count in loads if number in more})
    return tuple(sorted((number, count) for number, count in more.items() if count > most))


@transaction.atomic
def take_over(team: UUID | str, text: str, *, by: Actor, now: datetime) -> int:
    """Add every new account of the list; return how many.  Raises ListTooLong or ListChanged."""
    new = preview(team, text).new
    mark = keyring().fingerprint().of
    rows = [
        InstagramAccount(
            team_id=team,
            handle=line.handle,
            name=line.name,
            phone=line.phone,
            email=line.email,
            hashed=mark(line.handle),
            added_at=now,
        )
        for line in new
    ]
    try:
        with transaction.atomic():
            InstagramAccount.objects.bulk_create(rows, batch_size=AT_ONCE)
    except IntegrityError:
        raise ListChanged from None
    for number, count in sorted(Counter(line.phone for line in new).items()):
        load_number(team, number, count, anyway=True)
    append("accounts.imported", at=now, by=by, team=str(team), subject=f"team:{team}", count=len(rows))
    return len(rows)
