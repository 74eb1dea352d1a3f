"""One thing that `kagimori check` has found: how grave, in words, and what to type."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Grave(Enum):
    """How much it matters."""

    WRONG = "wrong"
    ADVICE = "advice"
    FINE = "fine"


class Finding(NamedTuple):
    """A finding; `cure` is empty where there is nothing to do."""

    id: str
    grave: Grave
    words: str
    cure: str = ""
