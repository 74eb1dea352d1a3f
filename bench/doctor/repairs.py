"""What can be done: minutes, what it cures and how surely, what it needs, what it leaves behind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair or a bypass.  `idle_when` makes it `no_change`; `needs` (any of) else makes it `not_possible`."""

    minutes: float
    cures: dict[str, float] = field(default_factory=dict)
    sets: dict[str, str] = field(default_factory=dict)
    idle_when: tuple[tuple[str, str], ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    may_start: tuple[tuple[str, float], ...] = ()


def _repair(record: dict[str, Any]) -> Repair:
    lists: dict[str, Any] = {
        name: tuple((fact, value) for fact, value in record.get(name, ())) for name in ("idle_when", "needs")
    }
    starts = tuple(record.get("may_start", {}).items())
    plain = {name: record[name] for name in ("minutes", "cures", "sets", "delay") if name in record}
    return Repair(**plain, **lists, may_start=starts)


_RECORDS = tomllib.loads(Path(__file__).with_name("repairs.toml").read_text(encoding="utf-8"))
REPAIRS: dict[str, Repair] = {name: _repair(record) for name, record in _RECORDS.items()}
ATTEMPTS: dict[str, float] = {
    "login_sms": 2, "login_app": 1.5, "login_backup": 2, "login_after_reset": 1.5, "setup_sms": 4, "setup_app": 5,
    "setup_app_elsewhere": 6, "api_reconnect": 4,
}  # fmt: skip
COADMIN_DELAY = (5.0, 90.0, 20.0)  # least, most, likeliest: minutes until the reset comes through
CLOCK_UNDER_VPN = 0.4  # share of clock syncs that take although a VPN is on
SYNC_AFTER = {"password_sync": (2.0, 15.0), "version_sync": (3.0, 30.0)}
FLAKE = 0.01  # an open way that fails all the same, with "try again later"
