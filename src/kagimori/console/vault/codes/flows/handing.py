"""Handing a code out: the next one, or the very one that somebody has on paper, to one person once.

Called from many threads and processes at the same moment: the account's row is locked first, so that they queue.  Not
to be called in a transaction that has told the timeline something already: that holds a lock which comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.timeline.flows import append
from kagimori.console.vault import sealed
from kagimori.console.vault.codes import queries, safety
from kagimori.console.vault.codes.flows import alerts
from kagimori.console.vault.codes.flows.changing import WHY_MOST, locked
from kagimori.console.vault.codes.flows.claiming import claim
from kagimori.console.vault.codes.refusals import AllReserved, NoneLeft, NoSheet, NotYours, TooLate
from kagimori.console.vault.models import BackupCode
from kagimori.core.mask import mask
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.codes.flows.claiming import Claimed
    from kagimori.console.vault.models import CodeSheet
    from kagimori.core.errors import Refused
    from kagimori.core.people.standing import Actor
    from kagimori.core.secret import Secret
    from kagimori.core.vault.codes.states import Purpose

# The page that shows a code follows its handing at once; looking again later is a deed of its own.
FIRST_LOOK_S = 10


@dataclass(frozen=True, slots=True)
class Handed:
    """A code on its way to the one person who asked, and how many others are left."""

    row: BackupCode
    value: Secret
    left: int


@transaction.atomic
def take_code(  # what a handing is told with
    account: InstagramAccount, by: Actor, now: datetime, *, purpose: Purpose, why: str = "", case: str = ""
) -> Handed:
    """Return the next code, which is this person's alone; one that is kept for them comes first.

    Raises NoSheet, NoneLeft, AllReserved, HeldBack or NotSafe.
    """
    try:
        taken = _hand_out(account, by, now, purpose=purpose, why=why, case=case)
    except _NotFree:
        # Looked at once more while nobody can give one back: "none is left" must be true.
        lock(account)
        if not queries.free_of(living(account), by.id, now).exists():
            raise _why_none(account, now) from None
        taken = _hand_out(account, by, now, purpose=purpose, why=why, case=case)
    row = BackupCode.objects.select_related("sheet").get(pk=taken.id)
    row.account = account
    return Handed(row, sealed.open_code(row), taken.left)


def take_this(  # noqa: PLR0913  # as above
    account: InstagramAccount,
    value: Secret,
    by: Actor,
    now: datetime,
    *,
    purpose: Purpose,
    why: str = "",
    case: str = "",
) -> bool:
    """Give this person the very code that they have before them; False where it is not one that is free.

    Raises HeldBack or NotSafe.
    """
    # One mark, but for a while after the keys were changed.
    marks = sealed.marks_of_code(str(account.pk), value)
    return any(_took(account, mark, by, now, purpose=purpose, why=why, case=case) for mark in marks)


@transaction.atomic
def show_again(row_id: UUID | str, by: Actor, now: datetime) -> Handed:
    """Return a code once more to whoever it was handed to, a short while after.  Raises CodeGone, NotYours, TooLate."""
    row = locked(row_id)
    if row.state != "handed" or row.handed_to != by.id:
        raise NotYours
    since = now - cast("datetime", row.handed_at)
    if since > load_policy()["codes.show_again"].span:
        raise TooLate
    if since.total_seconds() > FIRST_LOOK_S:
        tell(row.account, "vault.code_shown_again", by, now, generation=row.sheet.generation, place=row.place)
    return Handed(row, sealed.open_code(row), queries.left_of(row.account) or 0)


def living(account: InstagramAccount) -> CodeSheet:
    """Return the account's living sheet.  Raises NoSheet."""
    sheet = queries.sheet_of(account)
    if sheet is None:
        raise NoSheet
    return sheet


def next_of(sheet: CodeSheet, user: str, now: datetime) -> BackupCode:
    """Return the code that this person gets next.  Raises NoneLeft or AllReserved."""
    free = list(queries.free_of(sheet, user, now).order_by("place"))
    mine = [row for row in free if row.state == "reserved" and row.by == user]
    if free:
        return (mine or free)[0]
    raise _why_none(sheet.account, now)


class _NotFree(Exception):  # no fault: it undoes a transaction
    """The very code is not there, or not free."""


class _Careful(Exception):  # as above
    """Something is known of the account, by which a code may have to be held back."""


def _took(  # noqa: PLR0913  # as above
    account: InstagramAccount, mark: str, by: Actor, now: datetime, *, purpose: Purpose, why: str, case: str
) -> bool:
    try:
        _hand_out(account, by, now, mark=mark, purpose=purpose, why=why, case=case)
    except _NotFree:
        return False
    return True


def _hand_out(account: InstagramAccount, by: Actor, now: datetime, **wishes: str) -> Claimed:
    """Hand a code out.  Raises _NotFree, HeldBack or NotSafe.

    Mostly nobody has tried the account lately, and one round trip finds that out and gives the code.
    """
    try:
        with transaction.atomic():
            return _told(account, by, now, careful=False, **wishes)
    except _Careful:
        with transaction.atomic():
            safety.refuse_where_unsafe(account, by.id, now)
            return _told(account, by, now, careful=True, **wishes)


def _told(  # noqa: PLR0913  # as above
    account: InstagramAccount,
    by: Actor,
    now: datetime,
    *,
    careful: bool,
    purpose: str,
    why: str,
    case: str,
    mark: str = "",
) -> Claimed:
    """Take a code, tell it, and alert the team where few are left.  Raises _NotFree or _Careful."""
    found = claim(account, by, now, mark=mark, purpose=purpose, why=mask(why)[:WHY_MOST], case=case)
    if found.touched and not careful:
        raise _Careful
    taken = found.code
    if taken is None:
        raise _NotFree
    append(
        "vault.code_handed",
        at=now,
        by=by,
        team=str(account.team_id),
        subject=f"account:{account.pk}",
        why=why,
        opening=found.opening,
        generation=taken.generation,
        place=taken.place,
        left=taken.left,
        purpose=purpose,
    )
    alerts.tell_what_is_left(account, taken.sheet, taken.generation, taken.left, now)
    return taken


def _why_none(account: InstagramAccount, now: datetime) -> Refused:
    """Return why there is no code to be had, though there is a sheet; the account is locked."""
    kept = BackupCode.objects.filter(account=account, sheet__retired_at=None)
    first = kept.filter(state="reserved", until__gt=now).order_by("until").first()
    return NoneLeft() if first is None else AllReserved(until=first.until)
