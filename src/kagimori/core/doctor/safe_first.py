"""What has to be asked before anything is advised: whether phone, number or account are still within reach.

Advice about caches, clocks, filters or updates harms somebody whose account was hijacked or disabled, or whose phone
or number is gone.  So each cause that says `gone_unless` keeps such advice back until its questions are asked, and as
long as it stays likely.  And a person is asked what is at hand before being sent to try it in vain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.mind import Mind

DEVICE_LAYERS = frozenset({"device", "sms", "authenticator"})
# From this chance on a cause has to be asked about; from the next one on it keeps device advice back while a question
# is open, and from the one after it still does when all have been asked: people who cannot tell must not be stranded.
POSSIBLE = 0.005
LIKELY = 0.1
STILL_LIKELY = 0.3
MOSTLY = 0.5
# A circumstance is in doubt between these chances.
DOUBT = (0.02, 0.95)


def is_about_device(step: Action | Observation, mind: Mind) -> bool:
    """Return whether a step is advice, or a question, about the phone and its line."""
    if hasattr(step, "device"):
        return step.device
    asked_first = any(step.id in cause.gone_unless for cause in mind.book.causes.values())
    layers = {mind.book.causes[cause].layer for cause in step.given}
    return not asked_first and bool(layers) and layers <= DEVICE_LAYERS


def device_advice_held(mind: Mind) -> bool:
    """Return whether some cause that makes device advice harmful is likely."""
    return any(chance >= (STILL_LIKELY if _asked(id_, mind) else LIKELY) for id_, chance in _gone(mind))


def first_question(mind: Mind) -> str | None:
    """Return the question that has to come before any advice, likeliest trouble first; None if all are asked."""
    for cause, chance in sorted(_gone(mind), key=lambda pair: -pair[1]):
        if chance >= POSSIBLE:
            for question in mind.book.causes[cause].gone_unless:
                if question not in mind.answers:
                    return question
    return None


def question_about_needs(mind: Mind, action: Action) -> str | None:
    """Return the open question about something that an action needs and that may or may not be at hand."""
    for need in action.needs:
        fact = "elsewhere" if need == "logged_in" and not mind.facts.inside else need
        asked = next((o.id for o in mind.book.observations.values() if o.fact == fact), None)
        if asked is not None and asked not in mind.answers and DOUBT[0] < mind.facts.have(need) < DOUBT[1]:
            return asked
    return None


def way_back(mind: Mind) -> Action | None:
    """Return the official way back once the account itself is clearly out of reach; None after it was taken."""
    for id_, chance in _gone(mind):
        cause = mind.book.causes[id_]
        if _asked(id_, mind) and chance >= MOSTLY and min(cause.blocks.values()) >= MOSTLY:
            for action in mind.book.actions.values():
                if action.kind == "route" and id_ in action.cures and not mind.done.get(action.id):
                    return action
    return None


def _asked(cause: str, mind: Mind) -> bool:
    return all(question in mind.answers for question in mind.book.causes[cause].gone_unless)


def _gone(mind: Mind) -> list[tuple[str, float]]:
    present, index = mind.belief.present(), mind.belief.tables.index
    causes = (cause for cause in mind.book.causes.values() if cause.gone_unless and cause.id in index)
    return [(cause.id, float(present[index[cause.id]])) for cause in causes]
