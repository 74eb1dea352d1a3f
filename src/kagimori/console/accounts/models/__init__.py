"""What the room keeps."""

from __future__ import annotations

from kagimori.console.accounts.models.accounts import InstagramAccount
from kagimori.console.accounts.models.grants import Grant

__all__ = ["Grant", "InstagramAccount"]
