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
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount


def line() -> int:
    """Return at how many codes left the team is told."""
    wished: int | None = settings.CODES_ALERT_AT
    return load_policy()["backup.reissue_at"].count if wished is None else wished


def tell_what_is_left(account: InstagramAccount, sheet: UUID, generation: int, left: int, now: datetime) -> None:
    """Tell, in the transaction of the change that left so many, if it is time and was not told of this sheet."""
    by = Actor.itself()
    if left == 0:
        if settings.CODES_ALERT_GONE and _first(sheet, gone_told_at=now):
            tell(account, "vault.codes_gone", by, now, generation=generation)
    elif left <= line() and _first(sheet, low_told_at=now):
        tell(account, "vault.codes_low", by, now, generation=generation, left=left)


def _first(sheet: UUID, **told: datetime) -> bool:
    """Write the time, and return whether nobody had: whoever writes it is the one that tells."""
    return CodeSheet.objects.filter(pk=sheet, **dict.fromkeys(told)).update(**told) == 1
