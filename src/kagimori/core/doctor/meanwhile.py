"""What is worth doing while a wait runs: later steps of the plan that need no login.

A wait holds back tries.  Questions and repairs of phone, app or carrier may go on; whatever ends in the login form may
not, since that would be the very try that the wait is for.  Ways round are left out as well: they have their own place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.doctor.advise import Advice, Step
    from kagimori.core.doctor.book import Book

# Repairs that are done in the login form itself, with the try that follows.
IN_THE_FORM = frozenset({"retype_username", "retype_password", "trim_paste", "enter_promptly", "right_code_box"})


def meanwhile(advice: Advice, book: Book) -> tuple[Step, ...]:
    """Return the later steps that may be done now, each once, in the order of the plan; none outside a wait."""
    if advice.step.kind != "wait":
        return ()
    useful: dict[str, Step] = {}
    for step in advice.rest:
        if _is_harmless(step, book):
            useful.setdefault(step.id, step)
    return tuple(useful.values())


def _is_harmless(step: Step, book: Book) -> bool:
    if step.kind == "act":
        action = book.actions.get(step.id)
        return action is not None and action.kind == "repair" and step.id not in IN_THE_FORM
    return step.kind == "observe" and step.id in book.observations
