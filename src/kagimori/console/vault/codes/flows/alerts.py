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
    if left == 0:
        _once(account, sheet, "gone", now)
    elif left <= line():
        _once(account, sheet, "low", now, left=left)


def _once(account: InstagramAccount, sheet: CodeSheet, what: str, now: datetime, **left: int) -> None:
    column, kind = ("gone_told_at", "vault.codes_gone") if what == "gone" else ("low_told_at", "vault.codes_low")
    if what == "gone" and not settings.CODES_ALERT_GONE:
        return
    if CodeSheet.objects.filter(pk=sheet.pk, **{column: None}).update(**{column: now}) == 1:
        tell(account, kind, Actor.itself(), now, generation=sheet.generation, **left)
