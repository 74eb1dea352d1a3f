"""Backup codes on an account's page: how many are left, what needs somebody, and the way to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from kagimori.console.accounts.panels import Panel
from kagimori.console.vault.codes import queries
from kagimori.console.vault.sheets import words
from kagimori.console.vault.sheets.pages.overview import marks
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing


def codes(standing: Standing, account: InstagramAccount, now: datetime) -> Panel:
    """Return the panel; whoever sees the account sees how many are left."""
    sheet, left = queries.sheet_of(account), account.codes_left or 0
    shown = {
        "key": standing.key,
        "account": account,
        "keys": words.keys(left, sheet.size) if sheet else None,
        "marks": marks(account, sheet, timezone.localdate(now)),
        "left": left,
        "low": sheet is not None and left <= load_policy()["backup.reissue_at"].count,
        "may_use": standing.may("codes.use", str(account.pk)),
        "may_manage": standing.may("codes.manage", str(account.pk)),
    }
    return Panel("vault/sheets/_panel.html", {"panel": shown}, order=5)
