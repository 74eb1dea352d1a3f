"""Sends at once what it is nudged about, and every minute whatever a nudge missed."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.notices import delivering, receiving
from kagimori.console.work import cron, each, fan_out, job
from kagimori.core.text import Text


@job("notices_send", words=Text("知らせを送る", "Send a notice"))
def send(*deliveries: str) -> None:
    """Send these, where they are due."""
    each(deliveries, lambda one: delivering.send(one, timezone.now()))


@cron("notices_sweep", "* * * * *", words=Text("送り残した知らせを探す", "Look for notices that still wait"))
def sweep() -> None:
    """Free lost claims, tell the next in turn, and share out what is due."""
    now = timezone.now()
    delivering.lapse(now)
    for notice in delivering.unanswered(now):
        receiving.tell_next(notice, now)
    waiting = delivering.due(now)
    if waiting:
        fan_out("notices_send", waiting, key=f"{now:%Y%m%d%H%M}", chunk=5)
