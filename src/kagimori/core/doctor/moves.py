"""The types of the planner for a change of phones: what to move, in which order, what to prove first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from kagimori.core.text import Text

# In this order.
Phase = Literal["today", "move", "prove", "after"]
PHASES: tuple[Phase, ...] = get_args(Phase)


@dataclass(frozen=True, slots=True)
class Move:
    """One thing to do; `why` tells what goes wrong without it, `only_if` for whom it is (empty: for everybody)."""

    id: str
    phase: Phase
    minutes: float
    words: Text
    why: Text
    only_if: str
