"""Is the sheet real, and is it whole: a code used on purpose, and the quarter's count against what Instagram shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.codes import queries
from kagimori.console.vault.codes.flows.changing import change, locked, settle
from kagimori.console.vault.codes.flows.handing import living
from kagimori.console.vault.codes.refusals import CodeGone
from kagimori.console.vault.models import CodeCount, CodeSheet
from kagimori.core.vault.codes.states import LEFT
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.people.standing import Actor
    from kagimori.core.vault.codes.states import State


@transaction.atomic
def say_drilled(row_id: UUID | str, worked: bool, by: Actor, now: datetime) -> None:  # noqa: FBT001  # the answer itself
    """Note what came of a code that was taken for a drill: it worked and the sheet is real, or it is spoiled.

    Raises CodeGone where it was not taken for one.
    """
    row = locked(row_id)
    if row.purpose != "drill":
        raise CodeGone
    to: State = "used" if worked else "spoiled"
    change(row, to, by, now)
    if worked:
        CodeSheet.objects.filter(pk=row.sheet_id).update(drilled_at=now)
    settle(row, to, "vault.sheet_drilled", by, now, outcome="in" if worked else "refused")


@transaction.atomic
def count(account: InstagramAccount, shown: int, *, by: Actor, now: datetime) -> CodeCount:
    """Note how many unused codes Instagram shows; a difference is told, and somebody has to look.  Raises NoSheet.

    A code that is in somebody's hands may have been used by now or not, so that both numbers are right.  Numbers that
    agree end the doubt after a restore; a difference leaves it.
    """
    lock(account)
    sheet = living(account)
    held, out = _held(sheet)
    counted = CodeCount.objects.create(sheet=sheet, at=now, by=by.id, shown=shown, held=held)
    agrees, due = held <= shown <= held + out, now.date() + load_policy()["codes.count_every"].span
    settled = {"doubtful_since": None} if agrees else {}
    CodeSheet.objects.filter(pk=sheet.pk).update(counted_at=now, count_due_on=due, count_asked_at=None, **settled)
    InstagramAccount.objects.filter(pk=account.pk).update(codes_count_due_on=due)
    tell(account, "vault.sheet_counted", by, now, generation=sheet.generation, shown=shown, held=held)
    if not agrees:
        tell(account, "vault.count_differs", by, now, generation=sheet.generation, shown=shown, held=held)
    return counted


def _held(sheet: CodeSheet) -> tuple[int, int]:
    """Return how many codes are left here, and how many are in somebody's hands."""
    states = list(queries.codes_of(sheet).values_list("state", flat=True))
    return sum(state in LEFT for state in states), states.count("handed")
