"""Chance that depends only on what it is for.

Every draw is keyed by words ("patient 17, answer about the clock, second version"), so that the same patient behaves
alike under every policy, however the patients are split over processes.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def dice(*words: object) -> random.Random:
    """A generator of its own for these words."""
    return random.Random("/".join(map(str, words)))


def pick(rng: random.Random, shares: Mapping[str, float]) -> str:
    """One key, as often as its share says."""
    return rng.choices(list(shares), list(shares.values()))[0]


def lasting(rng: random.Random, kind: str, first: float, second: float) -> float:
    """Minutes still to go: "even" between two bounds, or "fading" with a mean."""
    return rng.uniform(first, second) if kind == "even" else rng.expovariate(1 / first)
