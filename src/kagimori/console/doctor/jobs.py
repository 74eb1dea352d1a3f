"""What the room does by itself: it forgets typed words when their time is over, then whole cases, then counters."""

from __future__ import annotations

from django.utils import timezone

from kagimori.console.doctor import forgetting
from kagimori.console.work import cron
from kagimori.core.text import Text


# Once an hour is often enough for spans of days.
@cron("doctor_forget", "17 * * * *", Text("期限の過ぎた相談内容の消去", "Forgetting old cases and typed words"))
def forget() -> None:
    """Forget what is due."""
    forgetting.forget(timezone.now())
