"""What may be said of the platform now, and when somebody looks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.status.models import Reading
from kagimori.core.status import Standing, judge
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.status import Reading as CoreReading


def now(at: datetime) -> Standing:
    """Return the standing at `at`; unknown while nobody looked, after a failed look, and when the last one is old."""
    return judge(newest(), last_good(), at, patience=load_policy()["status.patience"].span)


def newest() -> CoreReading | None:
    """Return the newest reading, good or failed, or None."""
    row = Reading.objects.order_by("-at").first()
    return row.to_core() if row else None


def last_good() -> CoreReading | None:
    """Return the newest reading that could be read, or None."""
    row = Reading.objects.filter(problem="").order_by("-at").first()
    return row.to_core() if row else None


def next_look() -> datetime | None:
    """Return the soonest instant of the next look, or None while nobody looked."""
    row = Reading.objects.order_by("-at").first()
    return row.at + load_policy()["status.poll"].span if row else None
