"""The article's overview table as first checks, where nothing is known yet (DOC-02).

Each check is worth what it saves: the chance that its cause stands in the way, times the chance that the check clears
it, times the minutes of a case without it, less its own minutes.  Chances come from the book, over everybody who is
stuck at a login or at set-up, whatever the method.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Book, Cause

# The article's layer, cause and first check, in its order; where only looking helps, the check is a question.
OVERVIEW = (
    ("input", "username_typo", "retype_username"),
    ("input", "clock_skew", "clock_auto_on"),
    ("codes", "airplane", "airplane_off"),
    ("codes", "auth_unsynced", "authenticator_sync"),
    ("account", "number_limit", "accounts_on_number"),
    ("account", "shadowban", "account_status"),
)
GROUPS = ("login.sms", "login.app", "setup.sms", "setup.app")
CASE = "target.any"


@dataclass(frozen=True, slots=True)
class FirstCheck:
    """One check: the article's layer, the cause it is for, its chance, its minutes and the minutes it saves."""

    id: str
    layer: str
    cause: str
    chance: float
    minutes: float
    saves: float


def first_checks(book: Book) -> tuple[FirstCheck, ...]:
    """Return the six checks, the one that saves most first."""
    checks = [_check(book, layer, cause, name) for layer, cause, name in OVERVIEW]
    return tuple(sorted(checks, key=lambda check: -check.saves))


def _check(book: Book, layer: str, cause: str, name: str) -> FirstCheck:
    chance = sum(_common(book.causes[cause], group) for group in GROUPS) / len(GROUPS)
    action = book.actions.get(name)
    minutes = action.minutes if action else book.observations[name].minutes
    # A page or a question clears nothing, but whoever reads it right is spared the wrong way.
    clears = action.cures.get(cause, 0.0) if action else 1.0 - book.observations[name].wrong
    return FirstCheck(name, layer, cause, chance, minutes, chance * clears * book.policy[CASE].minutes - minutes)


def _common(cause: Cause, group: str) -> float:
    return cause.common.get(group, cause.common.get(group.partition(".")[0], 0.0))
