"""Things that pass by themselves: how much of a cause is left after a while, and effects that are due later.

A cause that ends `within` so many minutes is taken to end evenly over them; one that ends `about` then, to decay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kagimori.core.doctor.book import Cause
    from kagimori.core.doctor.tables import Floats


class Timers:
    """When each cause began, how it ends, and which effects are still to come."""

    def __init__(self, causes: Sequence[Cause]) -> None:
        """Start all clocks at the outset."""
        ends = [cause.ends for cause in causes]
        self.within = np.array([end.minutes if end and end.kind == "within" else np.inf for end in ends])
        self.about = np.array([end.minutes if end and end.kind == "about" else np.inf for end in ends])
        self.began = np.zeros(len(ends))
        self.due: list[tuple[float, int, float]] = []

    def restart(self, cause: int, minute: float) -> None:
        """Let a cause begin now."""
        self.began[cause] = minute

    def expect(self, cause: int, minute: float, share: float) -> None:
        """Note that a share of the cause will go at `minute`."""
        self.due.append((minute, cause, share))

    def drop_due(self, minute: float) -> None:
        """Forget effects that have taken place."""
        self.due = [effect for effect in self.due if effect[0] > minute]

    def left(self, start: float, end: Floats | float) -> Floats:
        """Return the share of each cause present at `start` that is left at `end`; one row for each `end`."""
        end = np.asarray(end, dtype=np.float64)[..., None]
        left: Floats = self._lasts(end) / np.maximum(self._lasts(np.float64(start)), 1e-9)
        for minute, cause, share in self.due:
            left[..., cause] *= np.where((start < minute) & (minute <= end[..., 0]), 1.0 - share, 1.0)
        return np.clip(left, 0.0, 1.0)

    def _lasts(self, minute: Floats | np.float64) -> Floats:
        age = np.maximum(minute - self.began, 0.0)
        lasts: Floats = np.clip(1.0 - age / self.within, 0.0, 1.0) * np.exp(-age / self.about)
        return lasts
