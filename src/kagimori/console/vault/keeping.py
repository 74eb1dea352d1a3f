"""What keeping must know of the vault: where its secrets lie, what no backup carries, what a restore makes doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.vault.models import CodeSheet, Share
from kagimori.console.vault.sealed import place_of_code, place_of_draft, place_of_key
from kagimori.core.vault.columns import SealedColumn
from kagimori.core.vault.purposes import Purpose

if TYPE_CHECKING:
    from datetime import datetime

SEALED = (
    SealedColumn("vault.BackupCode", "sealed", Purpose.CODES, place_of_code),
    SealedColumn("vault.Authenticator", "sealed", Purpose.SEEDS, place_of_key),
    SealedColumn("vault.CodesDraft", "sealed", Purpose.CODES, place_of_draft),
    SealedColumn("vault.KeysDraft", "sealed", Purpose.SEEDS, place_of_draft),
)
LEFT_OUT = ("vault.CodesDraft", "vault.KeysDraft")


def restored(since: datetime, now: datetime) -> None:
    """Doubt every living sheet: since the backup was made, codes may have been used that stand here as unused.

    Shares end, since they may have been taken back meanwhile.
    """
    CodeSheet.objects.filter(retired_at=None, doubtful_since=None).update(doubtful_since=since)
    Share.objects.filter(revoked_at=None, until__gt=now).update(revoked_at=now)
