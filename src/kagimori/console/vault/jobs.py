"""What the room does by itself: asks for counts and checks that are due, and wipes what nobody needs any more."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.vault.authenticators.flows.asking import ask_holders
from kagimori.console.vault.codes import upkeep
from kagimori.console.work import cron
from kagimori.core.text import Text


@cron(
    "vault_counts",
    "31 0 * * *",
    Text("バックアップコードを数える時期の知らせ", "Asking for backup codes to be counted"),
)
def ask_for_counts() -> None:
    """Ask, once for each date that is due."""
    upkeep.ask_for_counts(timezone.now())


@cron("vault_wipe", "*/15 * * * *", Text("無効になったコードの消去", "Wiping codes that are void"))
def wipe() -> None:
    """Wipe void codes, and what was pasted and not kept."""
    upkeep.wipe(timezone.now())


@cron("vault_checks", "20 0 * * *", Text("認証アプリの点検を頼む", "Asking for authenticator apps to be checked"))
def ask_for_checks() -> None:
    """Ask every holder whose quarterly check is due."""
    ask_holders(timezone.now())
