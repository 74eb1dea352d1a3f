"""Reading an export back: looked at first, then all of it or nothing.

What is known here wins: a code that was used or retired stays so, a newer sheet and another key stay.  A sheet that is
read back may be out of date, so that it stands as doubtful since the file was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db import transaction
from django.db.models import Max
from django.views.decorators.debug import sensitive_variables

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.authenticators import flows as keys
from kagimori.console.vault.codes import queries as codes
from kagimori.console.vault.codes.flows import retire_sheet
from kagimori.console.vault.models import Authenticator, BackupCode, CodeSheet
from kagimori.console.vault.paper.refusals import NothingToRestore
from kagimori.console.vault.sealed import mark_of_code, mark_of_key, marks_of_code, seal_code
from kagimori.core.otp.uri import read_uri
from kagimori.core.vault.codes.states import LEFT

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.people.models import Team
    from kagimori.core.people.standing import Actor
    from kagimori.core.vault import export as form

# none: nothing of it in the file.  kept: will be read back.  here: the same is here.  newer: a newer or another one is
# here, which stays.  void: it was here and was retired, so that it is worth nothing.
Outcome = Literal["none", "kept", "here", "newer", "void"]


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one account of the file; `known` is False where the team has no such account.

    `left` codes come back; `gone` are places that stand here as unused and were not in the file any more.
    """

    handle: str
    known: bool
    sheet: Outcome = "none"
    key: Outcome = "none"
    left: int = 0
    gone: tuple[int, ...] = ()

    @property
    def changes(self) -> bool:
        """Return whether anything of it is read back."""
        return "kept" in (self.sheet, self.key)


@sensitive_variables()
def look_into(team: Team, export: form.Export) -> list[Line]:
    """Return what reading it back would do, account by account; nothing is changed."""
    rows = _rows(team, export)
    return [_line(rows.get(one.handle), one) for one in export.accounts]


@transaction.atomic
@sensitive_variables()
def read_back(team: Team, export: form.Export, *, by: Actor, now: datetime) -> list[Line]:
    """Read back what can be, and return what was done.  Raises NothingToRestore, and then nothing has changed."""
    rows = _rows(team, export)
    # Every account first, always in the same order: the timeline's head is locked by the first entry.
    for row in sorted(rows.values(), key=lambda one: one.pk):
        lock(row)
    lines = [_line(rows.get(one.handle), one) for one in export.accounts]
    if not any(line.changes for line in lines):
        raise NothingToRestore
    for one, line in zip(export.accounts, lines, strict=True):
        if line.changes:
            _take_over(rows[one.handle], one, line, export.made_at, by, now)
    return lines


def _rows(team: Team, export: form.Export) -> dict[str, InstagramAccount]:
    wanted = {one.handle for one in export.accounts}
    living = InstagramAccount.objects.filter(team=team, archived_at=None).select_related("team")
    return {row.handle: row for row in living if row.handle in wanted}


def _line(row: InstagramAccount | None, account: form.Account) -> Line:
    if row is None:
        return Line(account.handle, known=False)
    sheet, gone = _of_sheet(row, account.sheet) if account.sheet else ("none", ())
    left = len(account.sheet.codes) if account.sheet and sheet == "kept" else 0
    return Line(account.handle, known=True, sheet=sheet, key=_of_key(row, account), left=left, gone=gone)


def _of_sheet(row: InstagramAccount, sheet: form.Sheet) -> tuple[Outcome, tuple[int, ...]]:
    marks = {mark for code in sheet.codes for mark in marks_of_code(str(row.pk), code.value)}
    known = BackupCode.objects.filter(account=row, mark__in=marks).select_related("sheet")
    same = known.order_by("-sheet__generation").first()
    if same is not None:
        if same.sheet.retired_at is not None:
            return "void", ()
        lacking = codes.codes_of(same.sheet).filter(state__in=LEFT).exclude(mark__in=marks)
        return "here", tuple(lacking.values_list("place", flat=True))
    newest = CodeSheet.objects.filter(account=row).aggregate(Max("added_at"))["added_at__max"]
    return ("newer" if newest is not None and newest >= sheet.added_at else "kept"), ()


def _of_key(row: InstagramAccount, account: form.Account) -> Outcome:
    if account.key is None:
        return "none"
    mark = mark_of_key(read_uri(account.key.reveal().decode()).key)
    mine = Authenticator.objects.filter(account=row)
    stages = set(mine.filter(mark=mark).values_list("stage", flat=True))
    if stages & {"living", "pending"}:
        return "here"
    if stages:
        return "void"
    return "newer" if mine.exclude(stage="retired").exists() else "kept"


def _take_over(  # what of which, and the deed's own sides
    row: InstagramAccount, account: form.Account, line: Line, made_at: datetime, by: Actor, now: datetime
) -> None:
    if account.sheet is not None and line.sheet == "kept":
        _keep_sheet(row, account.sheet, made_at, by, now)
    if account.key is not None and line.key == "kept":
        begun = keys.begin(row, read_uri(account.key.reveal().decode()), "file", had_picture=False, by=by, now=now)
        keys.finish(begun, by=by, now=now, accepted=True)


def _keep_sheet(row: InstagramAccount, told: form.Sheet, made_at: datetime, by: Actor, now: datetime) -> None:
    if codes.sheet_of(row) is not None:
        retire_sheet(row, "replaced", by=by, now=now)
    newest = CodeSheet.objects.filter(account=row).aggregate(Max("generation"))["generation__max"] or 0
    sheet = CodeSheet.objects.create(
        account=row,
        generation=newest + 1,
        size=told.size,
        issued_on=told.issued_on,
        added_at=told.added_at,
        added_by=by.id,
        doubtful_since=made_at,
        # Codes may have been used since: to be compared with what Instagram shows, today.
        count_due_on=now.date(),
    )
    BackupCode.objects.bulk_create(_code(sheet, row, code) for code in told.codes)
    counted = {"codes_left": len(told.codes), "codes_count_due_on": sheet.count_due_on}
    InstagramAccount.objects.filter(pk=row.pk).update(**counted, codes_digital=0, codes_on_paper=0)
    tell(row, "vault.read_back", by, now, generation=sheet.generation, left=len(told.codes))


def _code(sheet: CodeSheet, row: InstagramAccount, code: form.Code) -> BackupCode:
    made = BackupCode(sheet=sheet, account=row, place=code.place, mark=mark_of_code(str(row.pk), code.value))
    made.sealed = seal_code(made, code.value)
    return made
