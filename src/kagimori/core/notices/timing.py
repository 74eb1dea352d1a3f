"""When a notice may be told: quiet hours, and the gaps between tries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which somebody is left in peace, in their own zone; they may pass midnight.

    None, or both alike, means never.
    """

    begin: time | None
    end: time | None
    zone: tzinfo

    def over_at(self, now: datetime) -> datetime:
        """Return when the quiet hours that hold `now` are over, in UTC; `now` itself outside of them."""
        if self.begin is None or self.end is None or self.begin == self.end:
            return now
        here = now.astimezone(self.zone)
        for day in (here.date() - timedelta(days=1), here.date()):
            begin = datetime.combine(day, self.begin, self.zone)
            end = datetime.combine(day + timedelta(days=self.end < self.begin), self.end, self.zone)
            if begin <= here < end:
                return end.astimezone(UTC)
        return now


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a delivery is tried: `most` times; the gap is `first`, then double each time, at most `longest`."""

    most: int
    first: timedelta
    longest: timedelta

    def next_try(self, tries: int, now: datetime, *, asked: timedelta | None = None) -> datetime | None:
        """Return when to try again after `tries` failures; None where it is given up.  `asked`: by the other side."""
        if tries >= self.most:
            return None
        gap: timedelta = min(self.first * (1 << (tries - 1)), self.longest)
        return now + max(gap, min(asked or timedelta(), self.longest))
