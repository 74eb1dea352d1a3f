"""The page's own words and the article's, mapped to four states.

Source: metastatus.com as its public readers describe it (day checked 2026-11-22): "No known issues", "Resolved",
"Low / Medium / High disruptions".  The article's "Operational", "Partial Outage" and "Major Outage" never stand
there; they are understood all the same, since people type them.  Anything else is unknown, never operational.
"""

from __future__ import annotations

from enum import StrEnum

from kagimori.core.text import fold


class State(StrEnum):
    """How a service is; `UNKNOWN` neither passes nor fails."""

    OPERATIONAL = "operational"
    PARTIAL = "partial"
    MAJOR = "major"
    UNKNOWN = "unknown"

    @property
    def is_outage(self) -> bool:
        """Return whether something is known to be broken."""
        return self in (State.PARTIAL, State.MAJOR)


WORDS = {
    "no known issues": State.OPERATIONAL,
    "resolved": State.OPERATIONAL,
    "low disruptions": State.PARTIAL,
    "medium disruptions": State.PARTIAL,
    "high disruptions": State.MAJOR,
    "operational": State.OPERATIONAL,
    "partial outage": State.PARTIAL,
    "major outage": State.MAJOR,
}

# Words that say a service is about getting in, or about Instagram at all.
LOGIN = ("login", "log-in", "log in", "authentication", "ログイン", "認証")
INSTAGRAM = ("instagram", "ig-", "graph-api", "graph api")


def state_of(word: object) -> State:
    """Return the state that the page's word stands for; unknown for everything that is not in the list."""
    if not isinstance(word, str):
        return State.UNKNOWN
    return WORDS.get(" ".join(fold(word).replace("_", " ").split()), State.UNKNOWN)


def names_login(org: str, service: str) -> bool:
    """Return whether a service's own name says that it is about logging in."""
    return _any(LOGIN, org, service)


def touches_instagram(org: str, service: str) -> bool:
    """Return whether trouble there may be felt in Instagram: its own services, login, and the ground they share."""
    return _any(INSTAGRAM, org, service) or names_login(org, service)


def _any(marks: tuple[str, ...], *names: str) -> bool:
    return any(mark in fold(name) for name in names for mark in marks)
