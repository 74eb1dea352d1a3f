"""What happens by itself: enqueue, delay and cron.

A room writes its jobs in `jobs.py` and marks them with `job`; `cron` gives one its times.  The row says what is
due: `enqueue` and `delay` are a nudge that saves waiting for the next sweep, and where no engine runs in this process
they do nothing.  A job may run twice, so it starts by looking whether its deed is done.  Jobs are given ids only,
since the engine stores what they are given.
"""

from __future__ import annotations

from kagimori.console.work.engine import delay, enqueue
from kagimori.console.work.registry import cron, job

__all__ = ["cron", "delay", "enqueue", "job"]
