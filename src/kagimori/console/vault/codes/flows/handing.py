"""Handing a code out: the next one, or the very one that somebody has on paper, to one person once.

Called from many threads and processes at the same moment: the account's row is locked first, so that they queue.  Not
to be called in a transaction that has told the timeline something already: that holds a lock which comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db import transaction

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault import sealed
from kagimori.console.vault.codes import queries, safety
from kagimori.console.vault.codes.flows.changing import WHY_MOST, change, locked, settle
from kagimori.console.vault.codes.refusals import AllReserved, NoneLeft, NoSheet, NotYours, TooLate
from kagimori.console.vault.models import BackupCode
from kagimori.core.mask import mask
from kagimori.core.vault.codes.states import LEFT
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import CodeSheet
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
    safety.lock_for_handing(account, by.id, now)
    sheet = living(account)
    row = next_of(sheet, by.id, now)
    return _handed(account, sheet, row, by, now, purpose=purpose, why=why, case=case)


@transaction.atomic
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
    safety.lock_for_handing(account, by.id, now)
    marks = sealed.marks_of_code(str(account.pk), value)
    here = BackupCode.objects.filter(queries.free_for(by.id, now), account=account, mark__in=marks)
    row = here.filter(sheet__retired_at=None).select_related("sheet").first()
    if row is None:
        return False
    _handed(account, row.sheet, row, by, now, purpose=purpose, why=why, case=case)
    return True


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
    kept = BackupCode.objects.filter(sheet=sheet, state__in=LEFT).order_by("until").first()
    if kept is None:
        raise NoneLeft
    raise AllReserved(until=kept.until)


def _handed(  # noqa: PLR0913  # as above
    account: InstagramAccount,
    sheet: CodeSheet,
    row: BackupCode,
    by: Actor,
    now: datetime,
    *,
    purpose: Purpose,
    why: str,
    case: str,
) -> Handed:
    row.account, row.sheet = account, sheet
    value = sealed.open_code(row)
    told = {"purpose": purpose, "why": mask(why)[:WHY_MOST], "case": case}
    change(row, "handed", by, now, handed_at=now, handed_to=by.id, **told)
    left = settle(row, "handed", "vault.code_handed", by, now, why=why, purpose=purpose)
    row.state, row.before, row.by, row.at = "handed", row.state, by.id, now
    row.handed_at, row.handed_to, row.purpose, row.why, row.case = now, by.id, purpose, told["why"], case
    return Handed(row, value, left)
