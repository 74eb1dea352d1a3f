"""Tells hearers at once when nudged, and every minute what a nudge missed."""

from __future__ import annotations

from kagimori.console.timeline.hearing import tell_all
from kagimori.console.work import cron


@cron("timeline_tell", "* * * * *")
def tell() -> None:
    """Tell every hearer what it has not heard."""
    tell_all()
