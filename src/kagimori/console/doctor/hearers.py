"""What the doctor does when another room tells news: cases take themselves up again when Meta's state changes (STA-03).

Each open case gets the new state as an event.  From then on its plan, and the page that asks every minute whether
there is news, are those of the new state; nobody has to press anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.doctor import flows, queries
from kagimori.core.doctor.case import Event
from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from kagimori.console.timeline.models import Entry


def status_changed(entry: Entry) -> None:
    """Write the state that was told into every case that can go on; a case that knows it already is left alone."""
    state = str(entry.payload["state"])
    for held in queries.all_open_cases(entry.at):
        if _last_state(held) == state:
            continue
        try:
            flows.add(held.row, held.position, Event(entry.at, "status", value=state))
        except Refused:
            # Answered at this very moment, or full: its next look counts the new state in all the same.
            continue


def _last_state(held: queries.Held) -> str | None:
    return next((event.value for event in reversed(held.case.events) if event.kind == "status"), None)
