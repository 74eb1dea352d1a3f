"""A sheet of codes: read from whatever was pasted, looked at, then kept; a new one retires the one before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Max

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.doors.keyring import keyring
from kagimori.console.vault import sealed
from kagimori.console.vault.codes import queries, safety
from kagimori.console.vault.codes.flows.handing import living
from kagimori.console.vault.codes.refusals import DraftGone, NothingFound, SheetOld, TooMany
from kagimori.console.vault.models import BackupCode, CodesDraft, CodeSheet
from kagimori.core.secret import Secret
from kagimori.core.vault.codes import pasted
from kagimori.core.vault.codes.states import BECOMES
from kagimori.core.vault.purposes import Purpose
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from kagimori.core.people.standing import Actor

# Far more than any page of codes has.
TEXT_MOST = 20_000
LINES_NAMED = 20
NO_SHEET = {"codes_left": None, "codes_count_due_on": None, "codes_digital": 0, "codes_on_paper": 0}


def read_codes(account: InstagramAccount, text: str, *, by: Actor, now: datetime) -> CodesDraft:
    """Return the codes of a text as a draft that waits for a yes; `shown` says what was found, never a value.

    Raises NothingFound, TooMany or SheetOld.
    """
    policy = load_policy()
    most = policy["codes.sheet_most"].count
    if len(text) > TEXT_MOST:
        raise TooMany(most=most)
    found = pasted.read(text, digits=policy["backup.digits"].count)
    odd = [{"line": one.line, "reason": one.reason} for one in found.odd]
    if not found.codes:
        raise NothingFound(lines=", ".join(str(one.line) for one in found.odd[:LINES_NAMED]) or "-")
    if len(found.codes) > most:
        raise TooMany(most=most)
    old = _known_already(account, found.codes)
    shown = {"found": len(found.codes), "repeated": found.repeated, "old": old, "odd": odd}
    return _drafted(account, found.codes, shown, by, now)


def _drafted(
    account: InstagramAccount, codes: Collection[Secret], shown: dict[str, Any], by: Actor, now: datetime
) -> CodesDraft:
    until = now + load_policy()["codes.draft"].span
    draft = CodesDraft(account=account, team_id=account.team_id, user=by.id, shown=shown, made_at=now, until=until)
    draft.sealed = keyring().box(Purpose.CODES).seal(_joined(codes), bound_to=sealed.place_of_draft(draft))
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def keep_sheet(draft: CodesDraft, *, by: Actor, now: datetime, issued_on: date | None = None) -> CodeSheet:
    """Keep the draft's codes as the account's living sheet, once; the one before is retired.

    Raises DraftGone or SheetOld, and then nothing has changed.
    """
    account = InstagramAccount.objects.get(pk=draft.account_id)
    lock(account)
    codes = _apart(keyring().box(Purpose.CODES).open(draft.sealed, bound_to=sealed.place_of_draft(draft)))
    if CodesDraft.objects.filter(pk=draft.pk, user=by.id, until__gt=now).delete()[0] != 1:
        raise DraftGone
    _known_already(account, codes)
    before = queries.sheet_of(account)
    if before is not None:
        _retired(before, "replaced", now)
    sheet = _laid(account, codes, by, now, issued_on)
    _counted_anew(account, sheet)
    tell(account, "vault.sheet_kept", by, now, generation=sheet.generation, size=sheet.size)
    return sheet


@transaction.atomic
def retire_sheet(account: InstagramAccount, why: str, *, by: Actor, now: datetime) -> None:
    """Make the living sheet void; `why` is a word: lost, leaked, off or reset.  Raises NoSheet."""
    lock(account)
    sheet = living(account)
    _retired(sheet, why, now)
    InstagramAccount.objects.filter(pk=account.pk).update(**NO_SHEET)
    tell(account, "vault.sheet_retired", by, now, generation=sheet.generation, what=why)


def _known_already(account: InstagramAccount, codes: Collection[Secret]) -> int:
    """Return how many of the codes stand on a sheet already.  Raises SheetOld where they are no new sheet."""
    marks = {mark for code in codes for mark in sealed.marks_of_code(str(account.pk), code)}
    known = BackupCode.objects.filter(account=account, mark__in=marks).select_related("sheet")
    newest = {row.mark: row for row in known.order_by("sheet__generation")}
    spent = [row for row in newest.values() if row.state in safety.SPENT]
    if newest and (spent or len(newest) >= len(codes)):
        generation = max(row.sheet.generation for row in newest.values())
        raise SheetOld(generation=generation, old=len(newest), used=len(spent))
    return len(newest)


def _retired(sheet: CodeSheet, why: str, now: datetime) -> None:
    retired = CodeSheet.objects.filter(pk=sheet.pk, retired_at=None)
    assert retired.update(retired_at=now, retired_why=why) == 1, "the account is locked"
    may = [state for state, becomes in BECOMES.items() if "retired" in becomes]
    codes = BackupCode.objects.filter(sheet=sheet, state__in=may)
    codes.update(before=F("state"), state="retired", at=now)


def _laid(
    account: InstagramAccount, codes: Collection[Secret], by: Actor, now: datetime, issued_on: date | None
) -> CodeSheet:
    newest = CodeSheet.objects.filter(account=account).aggregate(Max("generation"))["generation__max"] or 0
    sheet = CodeSheet.objects.create(
        account=account,
        generation=newest + 1,
        size=len(codes),
        issued_on=issued_on,
        added_at=now,
        added_by=by.id,
        count_due_on=now.date() + load_policy()["codes.count_every"].span,
    )
    rows = [BackupCode(sheet=sheet, account=account, place=place) for place in range(1, len(codes) + 1)]
    for row, code in zip(rows, codes, strict=True):
        row.sealed, row.mark = sealed.seal_code(row, code), sealed.mark_of_code(str(account.pk), code)
    BackupCode.objects.bulk_create(rows)
    return sheet


def _counted_anew(account: InstagramAccount, sheet: CodeSheet) -> None:
    counted = NO_SHEET | {"codes_left": sheet.size, "codes_count_due_on": sheet.count_due_on}
    InstagramAccount.objects.filter(pk=account.pk).update(**counted)


def _joined(codes: Collection[Secret]) -> Secret:
    return Secret(json.dumps([code.reveal().decode() for code in codes]).encode())


def _apart(joined: Secret) -> list[Secret]:
    return [Secret(code.encode()) for code in json.loads(joined.reveal())]
