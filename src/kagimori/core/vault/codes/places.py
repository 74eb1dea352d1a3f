"""Where a sheet of backup codes may lie: both in the cloud and on paper (VLT-03)."""

from __future__ import annotations

from typing import Literal

Place = Literal["manager", "print", "safe", "envelope", "other"]
PLACES: tuple[Place, ...] = ("manager", "print", "safe", "envelope", "other")
DIGITAL: tuple[Place, ...] = ("manager",)
PAPER: tuple[Place, ...] = ("print", "safe", "envelope")
