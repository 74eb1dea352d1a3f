"""Telling the team that few codes are left, once a sheet, and that none is, which is an alarm of its own (VLT-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.models import CodeSheet
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount


def line() -> int:
    """Return at how many codes left the team is told."""
    wished: int | None = settings.CODES_ALERT_AT
    return load_policy()["backup.reissue_at"].count if wished is None else wished


def tell_what_is_left(account: InstagramAccount, sheet: CodeSheet, left: int, now: datetime) -> None:
    """Tell, in the transaction of the change that left so many, if it is time and was not told."""
    here, by = CodeSheet.objects.filter(pk=sheet.pk), Actor.itself()
    if left == 0:
        if settings.CODES_ALERT_GONE and here.filter(gone_told_at=None).update(gone_told_at=now) == 1:
            tell(account, "vault.codes_gone", by, now, generation=sheet.generation)
    elif left <= line() and here.filter(low_told_at=None).update(low_told_at=now) == 1:
        tell(account, "vault.codes_low", by, now, generation=sheet.generation, left=left)
