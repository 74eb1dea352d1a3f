"""What the doctor does when another room tells news: cases take themselves up again when Meta's state changes (STA-03).

Each open case gets the new state as an event.  From then on its plan, and the page that asks every minute whether
there is news, are those of the new state; nobody has to press anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.doctor import flows, queries
from kagimori.console.doctor.advising import status_event
from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from kagimori.console.timeline.models import Entry


def status_changed(entry: Entry) -> None:
    """Write the state that was told into every case that can go on; a case that knows it already is left alone."""
    news = status_event(str(entry.payload["state"]), entry.at, confirmed=bool(entry.payload.get("confirmed")))
    for held in queries.all_open_cases(entry.at):
        if _last_state(held) == (news.value, dict(news.more)):
            continue
        try:
            flows.add(held.row, held.position, news)
        except Refused:
            # Answered at this very moment, or full: its next look counts the new state in all the same.
            continue


def _last_state(held: queries.Held) -> tuple[str, dict[str, object]] | None:
    told = (event for event in reversed(held.case.events) if event.kind == "status")
    return next(((event.value, dict(event.more)) for event in told), None)
