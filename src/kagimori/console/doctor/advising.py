"""What the doctor advises for a stored case at this moment, with Meta's newest state counted in.

The state is put behind the stored events each time and not written down, so that a page that is only looked at
changes nothing and an outage that ended is seen at the next look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.doctor.advise import advise
from kagimori.core.doctor.case import Event

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.doctor.advise import Advice
    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case
    from kagimori.core.status import Standing


def advice_for(book: Book, case: Case, standing: Standing, now: datetime) -> Advice:
    """Return the present advice; deterministic for the same case, state and moment."""
    return advise(book, case.with_event(platform_event(standing, now)), now)


def platform_event(standing: Standing, now: datetime) -> Event:
    """Return Meta's state as an event of a case; a hint that names no login holds nobody up."""
    return Event(now, "status", value=str(standing.for_cases))
