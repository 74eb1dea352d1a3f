"""What can be asked and looked at: the truth behind each answer, and how answers err.  The table is facts.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Shares = dict[str, float]
NOISE = {"ask": (0.09, 0.04), "probe": (0.015, 0.02), "page": (0.02, 0.04)}  # shares of wrong answers, of "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One observation: values with their shares, shares under a cause, cost in minutes and noise."""

    minutes: float
    usual: Shares
    under: dict[str, Shares]
    wrong: float
    unknown: float


def _fact(record: dict[str, Any]) -> Fact:
    wrong, unknown = NOISE[record["kind"]]
    return Fact(
        record["minutes"],
        record.get("usual", {}),
        record.get("under", {}),
        record.get("wrong", wrong),
        record.get("unknown", unknown),
    )


_RECORDS = tomllib.loads(Path(__file__).with_name("facts.toml").read_text(encoding="utf-8"))
FACTS: dict[str, Fact] = {name: _fact(record) for name, record in _RECORDS.items()}

# Counted from the session itself, not drawn.
COUNTED = ("error_text", "failed_last_hour", "attempts_today", "login_history", "resend_presses", "api_fail_count")
# Circumstances: they made a cause likelier but do not change when it goes.
BACKGROUND = (
    "storage", "device_changed", "carrier_type", "spammy_activity", "appeals_rejected", "coadmin", "backup_codes",
    "second_device", "second_number", "email_reachable", "logged_in_elsewhere", "accounts_on_number",
)  # fmt: skip
VALUES: dict[str, tuple[str, ...]] = {
    **{
        name: tuple(dict.fromkeys((*fact.usual, *(v for s in fact.under.values() for v in s))))
        for name, fact in FACTS.items()
    },
    "failed_last_hour": ("0", "1", "2", "3", "4+"),
    "login_history": ("0", "1", "2", "3", "4+"),
    "attempts_today": ("0-4", "5-9", "10-15", "16+"),
    "resend_presses": ("0", "1-2", "3+"),
    "api_fail_count": ("0", "1-2", "3+"),
}


def shares(observation: str, causes: frozenset[str]) -> Shares:
    """How likely each true value is while exactly these causes are present."""
    fact = FACTS[observation]
    for cause, under in fact.under.items():
        if cause in causes:
            return under
    return fact.usual
