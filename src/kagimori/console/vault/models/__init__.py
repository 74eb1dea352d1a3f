"""What the room keeps: sheets of backup codes, what lies on paper, authenticators, and what waits to be saved."""

from __future__ import annotations

from kagimori.console.vault.models.authenticators import App, Authenticator, CodeShown, Share
from kagimori.console.vault.models.codes import BackupCode, CodeCount, CodeSheet, SheetPlace
from kagimori.console.vault.models.drafts import CodesDraft, KeysDraft
from kagimori.console.vault.models.paper import Paper

__all__ = [
    "App",
    "Authenticator",
    "BackupCode",
    "CodeCount",
    "CodeSheet",
    "CodeShown",
    "CodesDraft",
    "KeysDraft",
    "Paper",
    "Share",
    "SheetPlace",
]
