"""One decision's view of a mind, as small arrays: the likeliest sets, the ways to the goal, the steps that help.

Made anew for every decision.  The full belief stays with the mind; here the thinnest tail is left out, because what
a thousandth of the probability says cannot change which step is best by minutes that matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kagimori.core.doctor.safe_first import device_advice_held
from kagimori.core.doctor.ways import bars_of, bars_once_refused, ways_to_goal

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Action
    from kagimori.core.doctor.mind import Mind
    from kagimori.core.doctor.tables import Floats, Indexes
    from kagimori.core.doctor.ways import Way

# Planning looks at so many sets; on simulated cases they hold 99 % of the mass after the first answers.
SETS = 192
# A set that is so much thinner than the likeliest one, and a chance that is none.
THIN, NONE = 1e-5, 1e-6
# A step that two tries have shown to be in vain gets one more chance, not ten.
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """The arrays of one decision.  K sets, C causes, W ways, J helping steps.

    `bars[w, c]` is how surely a cause bars a way; `cures[j, c]` what a step clears; `costs[j]` its minutes with its
    delay, `fees[j]` what it costs on top in waits that it starts itself; `possible[j]` the chance that it can be done.
    """

    mind: Mind
    rows: Indexes
    weights: Floats
    causes: Indexes
    sets: Indexes
    has: Floats
    ways: tuple[Way, ...]
    bars: Floats
    bars_again: Floats
    steps: tuple[Action, ...]
    cures: Floats
    costs: Floats
    fees: Floats
    possible: Floats
    tries_left: float
    tries_again: float
    hold: float

    @property
    def minute(self) -> float:
        """Return the present minute."""
        return self.mind.minute


def look(mind: Mind) -> Scene:
    """Return what the next decision needs to see."""
    tables = mind.belief.tables
    now = mind.belief.now()
    rows = np.argsort(-now, kind="stable")[:SETS]
    rows = rows[now[rows] > now[rows[0]] * THIN]
    weights = now[rows] / now[rows].sum()
    causes = np.flatnonzero(tables.has[rows].any(axis=0))
    place = np.full(tables.dummy + 1, len(causes), dtype=np.intp)
    place[causes] = np.arange(len(causes))
    ways = ways_to_goal(mind)
    shape = (len(ways), len(causes))
    steps = helping_steps(mind, {tables.causes[c].id for c in causes})
    names = [tables.causes[c].id for c in causes]
    cures = np.array([[step.cures.get(name, 0.0) * (1.0 - mind.hindered(step)) for name in names] for step in steps])
    return Scene(
        mind=mind,
        rows=rows,
        weights=weights.astype(np.float32),
        causes=causes,
        sets=place[tables.sets[rows]],
        has=tables.has[rows][:, causes].astype(np.float32),
        ways=ways,
        bars=np.array([bars_of(mind, way)[causes] for way in ways], dtype=np.float32).reshape(shape),
        bars_again=np.array([bars_once_refused(mind, way)[causes] for way in ways], dtype=np.float32).reshape(shape),
        steps=steps,
        cures=cures.reshape(len(steps), len(causes)).astype(np.float32),
        costs=np.array([price(mind, step) for step in steps], dtype=np.float32),
        fees=np.array([fee(mind, step) for step in steps], dtype=np.float32),
        possible=np.array([mind.facts.possible(step) for step in steps], dtype=np.float32),
        tries_left=float(tries_left(mind)),
        tries_again=1.0 if mind.goal == "api" else float(mind.book.policy["lock.failures"].count // 2),
        hold=mind.book.policy["api.suspension" if mind.goal == "api" else "lock.window"].minutes,
    )


def tries_left(mind: Mind) -> int:
    """Return how many failed tries the plan may count on before it has to pause."""
    if mind.goal == "api":
        return mind.budget.api_failures_left()
    _, ask = mind.budget.failed_before()
    # Before anybody has counted, plan for what counting usually brings.
    usual = mind.book.policy["lock.failures"].count // 2
    return max(mind.budget.failures_left(mind.minute), usual if ask == "failed_last_hour" else 0)


def helping_steps(mind: Mind, causes: set[str]) -> tuple[Action, ...]:
    """Return repairs and bypasses that could clear one of `causes` and are still worth a thought."""
    held = mind.book.view == "real" and device_advice_held(mind)
    return tuple(
        action
        for action in mind.book.actions.values()
        if action.kind != "attempt"
        and causes & action.cures.keys()
        and mind.goal in action.goals
        and action.id not in mind.ruled_out | mind.untested
        and mind.done.get(action.id, 0) < REPEATS
        and mind.facts.possible(action) > NONE
        and not (held and action.device)
    )


def price(mind: Mind, action: Action) -> float:
    """Return the minutes that a step takes, with its delay and what has to be provided first."""
    minutes = action.minutes + action.delay_minutes
    for need in action.needs:
        provider = provider_of(mind, need)
        minutes += (1.0 - mind.facts.have(need)) * provider.minutes if provider else 0.0
    return minutes


def fee(mind: Mind, action: Action) -> float:
    """Return the minutes that a step may cost afterwards, by a wait that it starts itself."""
    ends = {cause: mind.book.causes[cause].ends for cause in action.starts}
    # A person is not sent through a string of small unlikely steps; the protocol counts minutes only.
    bother = mind.book.policy["step.bother"].minutes if mind.book.view == "real" else 0.0
    return bother + sum(action.starts[cause] * end.minutes / 2 for cause, end in ends.items() if end is not None)


def provider_of(mind: Mind, need: str) -> Action | None:
    """Return the step that provides a need, or None."""
    return next((action for action in mind.book.actions.values() if need in action.provides), None)
