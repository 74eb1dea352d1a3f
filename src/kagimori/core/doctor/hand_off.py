"""The last word of a case: what to look at once more before it, and which causes to name in it.

A hand-off ends everything, and one wrong answer must not lead there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kagimori.core.doctor.branches import Branches, Odds
from kagimori.core.doctor.scene import look
from kagimori.core.doctor.ways import ways_to_goal

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.mind import Mind

# An answer that is so many times likelier under a cause is worth hearing before that cause is blamed.
DECISIVE = 4.0
EVEN = 0.02
ALWAYS_READ = "meta_status"


def second_look(mind: Mind) -> Observation | None:
    """Return what is still to be looked at before handing off, cheapest first; None where all has been.

    That is whatever tells the cause to be named from its absence, and in any case the status page.
    """
    cause = next(iter(named_now(mind)), "")
    for observation in sorted(mind.book.observations.values(), key=lambda observation: observation.minutes):
        open_ = observation.id not in mind.answers and mind.goal in observation.goals
        asked_about = observation.id == ALWAYS_READ or _decides(observation, cause)
        if open_ and asked_about and all(mind.facts.have(need) > EVEN for need in observation.needs):
            return observation
    return None


def untested_try(mind: Mind) -> Action | None:
    """Return the try that would test a step against the very cause that is to be blamed; None where none is safe now.

    A person who measures the clock wrong after repairing it must not be given up before the repair was put to the test.
    """
    cause = next(iter(named_now(mind)), "")
    if not any(cause in mind.book.actions[step].cures for step in mind.untested):
        return None
    for way in ways_to_goal(mind):
        if not way.asks and way.ready <= mind.minute:
            return mind.book.actions[way.attempts[0]]
    return None


def _decides(observation: Observation, cause: str) -> bool:
    told = observation.given.get(cause, {})
    return any(share > DECISIVE * (observation.base.get(value, 0.0) + EVEN) for value, share in told.items())


def named_now(mind: Mind) -> tuple[str, ...]:
    """Return the causes that keep every way shut, likeliest first: what to name when handing off."""
    scene = look(mind)
    odds, present = Odds(scene), Branches.at_present(scene)
    _, blame = odds.blame(present, odds.outlook(present))
    names = [mind.belief.tables.causes[c].id for c in scene.causes]
    order = np.argsort(-blame[0], kind="stable")
    return tuple(names[i] for i in order if blame[0, i] > 0.0) or named_at_outset(mind)


def named_at_outset(mind: Mind) -> tuple[str, ...]:
    """Return the causes that stood in the way at the outset, likeliest first."""
    stood = mind.belief.at_outset()
    return tuple(mind.belief.tables.causes[i].id for i in np.argsort(-stood, kind="stable") if stood[i] > 0.0)
