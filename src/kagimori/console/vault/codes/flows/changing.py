"""What becomes of one code: changed only where it still is what it was, and taken back within a short while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.db.models import F, Max

from kagimori.console.accounts.flows.counting import add_to, lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.codes.flows import alerts
from kagimori.console.vault.codes.refusals import CodeGone, NotYours, TooLate
from kagimori.console.vault.models import BackupCode, CodeSheet
from kagimori.core.mask import mask
from kagimori.core.vault.codes.states import BECOMES, LEFT
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.people.standing import Actor
    from kagimori.core.vault.codes.states import State

WHY_MOST = 200
# A code that is free again speaks for nobody: what it was taken for went with whoever had it.  When it was seen stays:
# nobody can know whether it was tried.
_FREE: dict[str, Any] = {"handed_to": "", "until": None, "purpose": "", "why": "", "case": ""}


@transaction.atomic
def release(row_id: UUID | str, by: Actor, now: datetime) -> None:
    """Give a code back that was kept for oneself, or was handed to oneself and not typed anywhere.

    Raises CodeGone or NotYours.
    """
    row = locked(row_id)
    owner = row.handed_to if row.state == "handed" else row.by
    if row.state not in ("reserved", "handed"):
        raise CodeGone
    if owner != by.id:
        raise NotYours
    # Anybody may take it from now on, so that this is not taken back.
    change(row, "unused", by, now, before="", **_FREE)
    settle(row, "unused", "vault.code_released", by, now)


@transaction.atomic
def say_used(row_id: UUID | str, by: Actor, now: datetime, *, case: str = "") -> None:
    """Note that Instagram took the code, also one that was read from paper.  Raises CodeGone."""
    row = locked(row_id)
    change(row, "used", by, now, case=case or row.case)
    settle(row, "used", "vault.code_used", by, now)


@transaction.atomic
def say_spoiled(row_id: UUID | str, by: Actor, now: datetime, *, why: str = "") -> None:
    """Note that Instagram refused the code, or that somebody saw it who should not have.  Raises CodeGone."""
    row = locked(row_id)
    change(row, "spoiled", by, now, why=mask(why)[:WHY_MOST])
    settle(row, "spoiled", "vault.code_spoiled", by, now, why=why)


@transaction.atomic
def take_back(row_id: UUID | str, by: Actor, now: datetime) -> None:
    """Undo one's own last change of a code, a short while after it.  Raises CodeGone or TooLate."""
    row = locked(row_id)
    in_time = row.at is not None and now - row.at <= load_policy()["codes.undo"].span
    if not row.before or row.by != by.id or not in_time or row.state == "retired":
        raise TooLate
    back: State = "handed" if row.before == "handed" else "unused"
    free = {} if back == "handed" else _FREE
    was = BackupCode.objects.filter(pk=row.pk, state=row.state, before=row.before, at=row.at, by=by.id)
    if was.update(state=back, before="", at=now, **free) != 1:
        raise TooLate
    _undo_drill(row)
    settle(row, back, "vault.code_taken_back", by, now, what=row.state)


def _undo_drill(row: BackupCode) -> None:
    """Let the sheet count as real by the practice before, where this one was the last; the code is changed already."""
    before = BackupCode.objects.filter(sheet=row.sheet_id, state="used", purpose="drill").aggregate(at=Max("at"))["at"]
    CodeSheet.objects.filter(pk=row.sheet_id, drilled_at=row.at).update(drilled_at=before)


def locked(row_id: UUID | str) -> BackupCode:
    """Return the code of a living sheet as it is now, its account locked.  Raises CodeGone."""
    known = BackupCode.objects.filter(pk=row_id).select_related("account").first()
    if known is None:
        raise CodeGone
    account = known.account
    lock(account)
    row = BackupCode.objects.filter(pk=row_id, sheet__retired_at=None).select_related("sheet").first()
    if row is None:
        raise CodeGone
    row.account = account
    return row


def change(row: BackupCode, to: State, by: Actor, now: datetime, **columns: Any) -> None:
    """Change the code, if it still is what `row` says and may become that.  Raises CodeGone."""
    here = BackupCode.objects.filter(pk=row.pk, state=row.state)
    told = {"state": to, "before": F("state"), "by": by.id, "at": now} | columns
    if to not in BECOMES[cast("State", row.state)] or here.update(**told) != 1:
        raise CodeGone


def settle(  # an entry has as many sides
    row: BackupCode, to: State, kind: str, by: Actor, now: datetime, *, why: str = "", **payload: str
) -> int:
    """Count a change that was made, tell it, and alert the team where few are left; return how many are left."""
    account, sheet = row.account, row.sheet
    difference = int(to in LEFT) - int(row.state in LEFT)
    if difference:
        add_to(account, codes_left=difference)
    left = InstagramAccount.objects.values_list("codes_left", flat=True).get(pk=account.pk) or 0
    tell(account, kind, by, now, why=why, generation=sheet.generation, place=row.place, left=left, **payload)
    if difference < 0:
        alerts.tell_what_is_left(account, sheet.pk, sheet.generation, left, now)
    return left
