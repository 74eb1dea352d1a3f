"""What the room keeps: accounts with their counters, grants, the ledger of tries, and what people have noted."""

from __future__ import annotations

from kagimori.console.accounts.models.accounts import InstagramAccount, NumberLoad
from kagimori.console.accounts.models.grants import Grant
from kagimori.console.accounts.models.notes import AccountFact, Campaign, Holder, LockOut, PaymentNote
from kagimori.console.accounts.models.tries import Hold, PlatformOutage, Try, Waiting

__all__ = [
    "AccountFact",
    "Campaign",
    "Grant",
    "Hold",
    "Holder",
    "InstagramAccount",
    "LockOut",
    "NumberLoad",
    "PaymentNote",
    "PlatformOutage",
    "Try",
    "Waiting",
]
