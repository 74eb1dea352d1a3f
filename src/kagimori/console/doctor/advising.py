"""What the doctor advises for a stored case at this moment, with Meta's newest state counted in.

The state, what the vault keeps, and other people's tries on the same account are put among the stored events each time
and not written down, so that a page that is only looked at changes nothing, and an outage that ended is seen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.doctor import ledger, vault
from kagimori.core.doctor.advise import advise
from kagimori.core.doctor.case import Event

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.doctor.queries import Held
    from kagimori.core.doctor.advise import Advice
    from kagimori.core.doctor.book import Book
    from kagimori.core.status import Standing


def advice_for(book: Book, held: Held, standing: Standing, now: datetime) -> Advice:
    """Return the present advice; deterministic for the same case, ledger, state and moment."""
    case = vault.with_vault(held, ledger.elsewhere(held.row, held.case, now), now)
    return advise(book, case.with_event(platform_event(standing, now)), now)


def platform_event(standing: Standing, now: datetime) -> Event:
    """Return Meta's state as an event of a case: an answer where a login service is named, else a hint."""
    return status_event(str(standing.state), now, confirmed=standing.decides)


def status_event(state: str, at: datetime, *, confirmed: bool) -> Event:
    """Return a state that was told at `at`; one that is not confirmed holds nobody up."""
    return Event(at, "status", value=state, more={"confirmed": True} if confirmed else {})
