"""Tells hearers at once when nudged, and every minute what a nudge missed."""

from __future__ import annotations

from kagimori.console.timeline.hearing import tell_all
from kagimori.console.work import cron
from kagimori.core.text import Text


@cron("timeline_tell", "* * * * *", Text("起きたことをほかの機能へ伝える", "Passing on what has happened"))
def tell() -> None:
    """Tell every hearer what it has not heard."""
    tell_all()
