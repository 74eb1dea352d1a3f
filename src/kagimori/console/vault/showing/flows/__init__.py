"""Deeds by which something of an authenticator is seen, each with its entry before the value leaves."""

from __future__ import annotations

from kagimori.console.vault.showing.flows.codes import LONGEST_WHY, PURPOSES, Purpose, Shown, show_code
from kagimori.console.vault.showing.flows.key import Revealed, reveal_key
from kagimori.console.vault.showing.flows.shares import end_share, end_shares_of, give_share

__all__ = [
    "LONGEST_WHY",
    "PURPOSES",
    "Purpose",
    "Revealed",
    "Shown",
    "end_share",
    "end_shares_of",
    "give_share",
    "reveal_key",
    "show_code",
]
