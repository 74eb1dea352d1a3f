"""Telling the team that few codes are left, once a sheet, and that none is, which is an alarm of its own (VLT-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.doors.statements import first_row
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount

# Whoever writes the time is the one that tells; part of every claim, hence written out (see `doors.statements`).
_LOW_ONCE = "UPDATE vault_codesheet SET low_told_at = %s WHERE id = %s AND low_told_at IS NULL RETURNING id"
_GONE_ONCE = "UPDATE vault_codesheet SET gone_told_at = %s WHERE id = %s AND gone_told_at IS NULL RETURNING id"


def line() -> int:
    """Return at how many codes left the team is told."""
    wished: int | None = settings.CODES_ALERT_AT
    return load_policy()["backup.reissue_at"].count if wished is None else wished


def tell_what_is_left(account: InstagramAccount, sheet: UUID, generation: int, left: int, now: datetime) -> None:
    """Tell, in the transaction of the change that left so many, if it is time and was not told of this sheet."""
    by = Actor.itself()
    if left == 0:
        if settings.CODES_ALERT_GONE and first_row(_GONE_ONCE, now, sheet):
            tell(account, "vault.codes_gone", by, now, generation=generation)
    elif left <= line() and first_row(_LOW_ONCE, now, sheet):
        tell(account, "vault.codes_low", by, now, generation=generation, left=left)
