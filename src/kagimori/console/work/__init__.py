"""What happens by itself: enqueue, delay, fan out, cron, and what became of it.

A room writes its jobs in `jobs.py` and marks them with `job`; `cron` gives one its times.  **The row says what is
due**: `enqueue`, `delay` and `fan_out` are a nudge that saves waiting for the next sweep, and where no engine can be
reached they do nothing.  Jobs are given ids only, since the engine stores what they are given.

A job may run twice: a process can die after the deed and before the engine has noted it, and one that was only slow can
wake after another took over.  So what a job does inside the database it does **once by constraint**, in one of three
ways, whichever is nearest:

* the row itself: `Notice.objects.filter(pk=id, sent=None).update(sent=now) == 1`, in the transaction of the effect;
* a constraint of the room: `unique (audit, due)`, and whoever breaks it has nothing left to do;
* `done.once(key, now=now)`, in the transaction of the effect, where no row of the room could say it.

What leaves the house (mail, chat) cannot be undone: its key is stored before it is sent, and the room says whether a
lost answer is tried again.  For many things, let a `cron` job find what is due and `fan_out` their ids; the job goes
through its share with `each`, so that one thing which fails keeps none of the others.
"""

from __future__ import annotations

from kagimori.console.work.handing import State, delay, each, enqueue, fan_out, status
from kagimori.console.work.registry import cron, job

__all__ = ["State", "cron", "delay", "each", "enqueue", "fan_out", "job", "status"]
