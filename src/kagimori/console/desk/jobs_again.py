"""Starting again a job that failed, told on the timeline of the installation."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.timeline.flows import append
from kagimori.console.work import flows
from kagimori.console.work.done import once

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.standing import Actor


def run_again(run_id: str, *, by: Actor, now: datetime) -> None:
    """Start it again; whoever presses twice starts it once, and is told of once.  Raises work.flows.NotFailed."""
    run = flows.find_failed(run_id)
    with transaction.atomic():
        if once(f"again:{sha256(run_id.encode()).hexdigest()}", now=now):
            append("work.run_again", at=now, by=by, subject="work", job=run.job)
    # After the entry is kept; two who come here at once put it into the queue once.
    flows.start_again(run_id)
