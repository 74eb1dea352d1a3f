"""What the newest readings of the status page are worth now.

The page has no part for logging in to Instagram.  So trouble near by is a hint that the doctor weighs; logins are held
only where the page itself names a login service.  A failed or old reading is unknown, with the last good one beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.core.status.words import State, names_login, touches_instagram

if TYPE_CHECKING:
    from datetime import datetime, timedelta

# The worse, the later: the worst of several services speaks for all.
GRAVITY = (State.OPERATIONAL, State.UNKNOWN, State.PARTIAL, State.MAJOR)


@dataclass(frozen=True, slots=True)
class Service:
    """One service of the page, with the page's own word; `since` is None where the page does not say."""

    org: str
    name: str
    word: str
    state: State
    since: datetime | None = None

    @property
    def counts(self) -> bool:
        """Return whether it says anything about Instagram."""
        return touches_instagram(self.org, self.name)


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the page; `problem` is empty, or says why nothing could be read."""

    at: datetime
    services: tuple[Service, ...] = ()
    problem: str = ""

    @property
    def state(self) -> State:
        """Return the worst state of the services that count; unknown where none could be read."""
        states = [service.state for service in self.services if service.counts]
        return max(states, key=GRAVITY.index, default=State.UNKNOWN)

    @property
    def troubled(self) -> tuple[Service, ...]:
        """Return the services that count and have an outage, worst first."""
        found = [service for service in self.services if service.counts and service.state.is_outage]
        return tuple(sorted(found, key=lambda service: -GRAVITY.index(service.state)))


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be said now.

    `at` and `age` belong to the newest look, good or not, and are None while nobody looked.  `last_good` is the newest
    look that could be read, for showing beside "unknown".  `holds_logins` is True only where a login service is named.
    """

    state: State
    at: datetime | None
    age: timedelta | None
    problem: str
    last_good: Reading | None
    holds_logins: bool

    @property
    def is_hint(self) -> bool:
        """Return whether there is trouble near by that does not name logging in."""
        return self.state.is_outage and not self.holds_logins

    @property
    def decides(self) -> bool:
        """Return whether a case may take the state for an answer: all is well, or a login service is named.

        Everything else is a hint that the doctor weighs, and holds nobody up.
        """
        return self.holds_logins or self.state is State.OPERATIONAL


def judge(newest: Reading | None, last_good: Reading | None, now: datetime, *, patience: timedelta) -> Standing:
    """Return the standing at `now`; a reading older than `patience` says nothing any more."""
    if newest is None:
        return Standing(State.UNKNOWN, None, None, "never_read", last_good, holds_logins=False)
    age = now - newest.at
    if newest.problem or age > patience:
        return Standing(State.UNKNOWN, newest.at, age, newest.problem or "too_old", last_good, holds_logins=False)
    holds = any(names_login(service.org, service.name) for service in newest.troubled)
    return Standing(newest.state, newest.at, age, "", newest, holds_logins=holds)
