"""Tells hearers at once when nudged, and every minute what a nudge missed; sends the head out of the house daily."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.timeline.flows import send_head
from kagimori.console.timeline.hearing import tell_all
from kagimori.console.work import cron
from kagimori.core.text import Text


@cron("timeline_tell", "* * * * *", Text("起きたことをほかの機能へ伝える", "Passing on what has happened"))
def tell() -> None:
    """Tell every hearer what it has not heard."""
    tell_all()


@cron("timeline_head", "5 0 * * *", Text("記録の控えを送る", "Sending out the record's mark"))
def head() -> None:
    """Let the newest stamp be told, so that nothing can be cut off unseen."""
    send_head(timezone.now())
