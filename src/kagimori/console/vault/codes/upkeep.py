"""What is done for sheets without anybody asking: a count is asked for when it is due, void values are wiped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.models import BackupCode, CodesDraft, CodeSheet, KeysDraft
from kagimori.core.people.standing import Actor
from kagimori.core.vault.codes.states import BECOMES
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

# States from which nothing leads anywhere.
VOID = tuple(state for state, becomes in BECOMES.items() if not becomes)


def ask_for_counts(now: datetime) -> int:
    """Ask the teams whose sheets are due to be counted, once for each date; return how many were asked for."""
    due = CodeSheet.objects.filter(retired_at=None, count_asked_at=None, count_due_on__lte=now.date())
    living = due.filter(account__archived_at=None).select_related("account").order_by("pk")
    return sum(_ask(sheet, now) for sheet in living.iterator())


@transaction.atomic
def _ask(sheet: CodeSheet, now: datetime) -> bool:
    here = CodeSheet.objects.filter(pk=sheet.pk, retired_at=None, count_asked_at=None, count_due_on=sheet.count_due_on)
    if here.update(count_asked_at=now) != 1:
        return False
    tell(sheet.account, "vault.count_due", Actor.itself(), now, generation=sheet.generation)
    return True


def wipe(now: datetime) -> int:
    """Wipe the values of codes that have been void for a while, and drafts whose time is over; return of how many."""
    before = now - load_policy()["codes.erase_after"].span
    void = BackupCode.objects.filter(state__in=VOID, at__lte=before).exclude(sealed=b"")
    wiped = void.update(sealed=b"")
    for drafts in (CodesDraft, KeysDraft):
        wiped += drafts.objects.filter(until__lte=now).delete()[0]
    return wiped
