"""The room's own job: once a day the engine forgets what it finished long ago."""

from __future__ import annotations

from kagimori.console.work.engine import forget_old
from kagimori.console.work.registry import cron

cron("work_tidy", "17 3 * * *")(forget_old)
