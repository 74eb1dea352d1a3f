"""Tries to log in to an Instagram account, and the holds that a person or the platform has told of.

The platform counts tries for the account, whoever makes them.  A try whose outcome nobody told counts as failed: it was
written down before anybody typed, so that a closed lid or a lost worker cannot hide one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.policy import Policy

Kind = Literal["app", "sms", "whatsapp", "backup", "password", "reset", "setup_app", "setup_sms", "api"]
KINDS: tuple[Kind, ...] = ("app", "sms", "whatsapp", "backup", "password", "reset", "setup_app", "setup_sms", "api")
Outcome = Literal["pending", "in", "refused", "unsure", "not_tried"]
OUTCOMES: tuple[Outcome, ...] = ("pending", "in", "refused", "unsure", "not_tried")
TOLD: tuple[Outcome, ...] = ("in", "refused", "unsure", "not_tried")
# "unknown": a backup came back, and nobody knows what was tried since it was made.
HoldKind = Literal["lock", "block", "outage", "unknown"]
HOLDS: tuple[HoldKind, ...] = ("lock", "block", "outage", "unknown")
# The doctor's action that each kind of try stands for; the rules are written for those.
ACTIONS: dict[Kind, str] = {
    "app": "login_app",
    "sms": "login_sms",
    "whatsapp": "login_app",
    "backup": "login_backup",
    "password": "login_app",  # nosec B105  # the name of a way, no password
    "reset": "login_app",
    "setup_app": "setup_app",
    "setup_sms": "setup_sms",
    "api": "api_reconnect",
}


@dataclass(frozen=True, slots=True)
class Try:
    """One try as the ledger has it.

    `until` is the latest instant at which somebody may still have been typing; `user` and `team` are opaque ids.
    """

    at: datetime
    kind: Kind
    outcome: Outcome
    until: datetime
    user: str = ""
    team: str = ""
    case: str = ""

    @property
    def counts(self) -> bool:
        """Return whether the platform may have seen it."""
        return self.outcome != "not_tried"

    @property
    def failed(self) -> bool:
        """Return whether it counts as a failure: refused, or nobody knows."""
        return self.outcome in ("refused", "unsure", "pending")

    @property
    def is_login(self) -> bool:
        """Return whether the platform counts it as a login operation."""
        return self.counts and ACTIONS[self.kind].startswith("login_")

    @property
    def sends_sms(self) -> bool:
        """Return whether a message was sent to the phone."""
        return self.counts and self.kind in ("sms", "setup_sms")

    @property
    def uses_backup(self) -> bool:
        """Return whether a backup code was used."""
        return self.counts and self.kind == "backup"


@dataclass(frozen=True, slots=True)
class Hold:
    """A lock, a block or an outage that somebody has told of: over between `soonest` and `ends`."""

    kind: HoldKind
    since: datetime
    soonest: datetime
    ends: datetime
    # Whether it was told by somebody of the reader's own team.
    ours: bool = True


def hold(kind: HoldKind, since: datetime, policy: Policy, *, ours: bool = True) -> Hold:
    """Return the hold that began at `since`; the lengths are those of DOC-08, DOC-20 and STA-03."""
    shortest, longest = {
        "lock": ("lock.length", "lock.length"),
        "block": ("block.shortest", "block.longest"),
        "outage": ("outage.hold", "outage.hold"),
        "unknown": ("restore.unknown", "restore.unknown"),
    }[kind]
    return Hold(kind, since, since + policy[shortest].span, since + policy[longest].span, ours)
