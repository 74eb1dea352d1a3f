"""The first event of a case: from a problem that was chosen, or from a person's own words.

Both faces open a case in this way, so that the same words lead to the same plan in the terminal and in the browser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kagimori.core.doctor.case import Event

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.doctor.hear import Heard
    from kagimori.core.doctor.sayings import Problem


def by_problem(problem: Problem, at: datetime, **more: Any) -> Event:
    """Return the opening that choosing this problem means; `more` may add lang and os."""
    said = {
        "goal": problem.goal,
        "method": problem.method,
        "error": problem.error,
        "causes": dict(problem.causes),
        "problem": problem.id,
    }
    return Event(at, "opened", id="real", more=_filled(said) | more)


def by_words(heard: Heard, masked: str, at: datetime, **more: Any) -> Event:
    """Return the opening for what was typed; `masked` is the text as it may be stored."""
    said = {
        "goal": "" if heard.goal == "unknown" else heard.goal,
        "method": "" if heard.method == "unknown" else heard.method,
        "errors": dict(heard.errors),
        "causes": dict(heard.likelihoods),
        "shares": dict(heard.causes),
        "text": masked,
    }
    return Event(at, "opened", id="real", more=_filled(said) | more)


def again(opening: Event, at: datetime, **said: str) -> Event:
    """Return the opening with a goal or a method that was asked for afterwards."""
    return Event(at, "opened", id=opening.id, more=dict(opening.more) | said)


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value}
