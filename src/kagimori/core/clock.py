"""How far a clock is ahead, from round trips to another clock that is trusted.

The clock in question notes when it asked and when it heard; the trusted one when it was asked and when it answered
(the four times of RFC 5905 section 8, in seconds).  No message arrives before it was sent, so each trip bounds the
offset from both sides, and all trips together bound it best.  Used by `doctor clock` and by the page for phones.
"""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TRIPS = 1000


class Trip(NamedTuple):
    """One question and its answer: `asked` and `heard` by the clock in question, the middle two by the trusted one."""

    asked: float
    received: float
    answered: float
    heard: float


class Offset(NamedTuple):
    """Seconds by which the clock is ahead (negative: behind); the truth lies within `uncertainty_s` of it."""

    ahead_s: float
    uncertainty_s: float


def offset_of(trips: Sequence[Trip], *, resolution_s: float = 0.0) -> Offset:
    """Return how far the clock is ahead; `resolution_s` is how coarse the times are, such as a browser's millisecond.

    Raises BadInput (field "trips") where there is none, where a time is no number or runs backwards, and where the
    trips contradict each other, as they do when the clock was set while it was measured.
    """
    if not 0 < len(trips) <= MOST_TRIPS or not all(math.isfinite(time) for trip in trips for time in trip):
        raise BadInput(field="trips", found=str(len(trips)), expected=f"1 - {MOST_TRIPS}")
    low = max(trip.asked - trip.received for trip in trips) - resolution_s
    high = min(trip.heard - trip.answered for trip in trips) + resolution_s
    backwards = any(trip.heard < trip.asked or trip.answered < trip.received for trip in trips)
    if backwards or low > high:
        raise BadInput(field="trips", found=f"{high - low:.3f} s", expected=">= 0 s")
    return Offset((low + high) / 2, (high - low) / 2)


def together(offsets: Sequence[Offset]) -> Offset:
    """Return the median of several measurements against different clocks; a single liar among three does not move it.

    The uncertainty is the usual one of a single measurement plus how far the measurements usually lie from the median.
    """
    if not offsets:
        raise BadInput(field="offsets", found="0", expected="1 …")
    middle = median(offset.ahead_s for offset in offsets)
    scatter = median(abs(offset.ahead_s - middle) for offset in offsets)
    return Offset(middle, median(offset.uncertainty_s for offset in offsets) + scatter)
