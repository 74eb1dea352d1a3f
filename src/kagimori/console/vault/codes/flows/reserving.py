"""Keeping a code for one person for a while, without showing it: two people must not plan with the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.codes import queries
from kagimori.console.vault.codes.flows.changing import change
from kagimori.console.vault.codes.flows.handing import living, next_of
from kagimori.console.vault.models import BackupCode
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Actor


@transaction.atomic
def reserve_code(account: InstagramAccount, by: Actor, now: datetime, *, until: datetime | None = None) -> BackupCode:
    """Return the code that is kept for this person until `until`, a usual while at most; one that is kept stays.

    Raises NoSheet, NoneLeft or AllReserved.
    """
    lock(account)
    sheet = living(account)
    row = next_of(sheet, by.id, now)
    row.account, row.sheet = account, sheet
    # Nobody keeps a code from the others for longer, not even by leaving.
    longest = now + load_policy()["codes.reserve"].span
    ends = min(until or longest, longest)
    if row.state == "reserved" and row.by == by.id:
        BackupCode.objects.filter(pk=row.pk).update(until=ends)
    else:
        _keep(row, by, now, ends)
    return queries.codes_of(sheet).get(pk=row.pk)


def _keep(row: BackupCode, by: Actor, now: datetime, ends: datetime) -> None:
    if row.state == "reserved":
        # Its time is over: it was everybody's again.
        BackupCode.objects.filter(pk=row.pk, state="reserved").update(state="unused")
        row.state = "unused"
    change(row, "reserved", by, now, until=ends)
    tell(row.account, "vault.code_reserved", by, now, generation=row.sheet.generation, place=row.place)
