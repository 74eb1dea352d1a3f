"""What the room does by itself."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.vault.authenticators.flows.asking import ask_holders
from kagimori.console.work import cron
from kagimori.core.text import Text


@cron(
    "vault_checks", "20 0 * * *", words=Text("認証アプリの点検を頼む", "Ask holders to check their authenticator apps")
)
def checks() -> None:
    """Ask every holder whose quarterly check is due."""
    ask_holders(timezone.now())
