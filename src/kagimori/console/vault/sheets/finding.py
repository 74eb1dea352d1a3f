"""Which code of the living sheet somebody means who has the paper before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.vault import sealed
from kagimori.console.vault.models import BackupCode

if TYPE_CHECKING:
    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.secret import Secret


def by_place(account: InstagramAccount, place: int) -> BackupCode | None:
    """Return the code with this number on the living sheet, or None."""
    return BackupCode.objects.filter(account=account, sheet__retired_at=None, place=place).first()


def by_typed(account: InstagramAccount, typed: Secret) -> BackupCode | None:
    """Return the code of the living sheet that is the typed one, or None."""
    marks = sealed.marks_of_code(str(account.pk), typed)
    return BackupCode.objects.filter(account=account, sheet__retired_at=None, mark__in=marks).first()
