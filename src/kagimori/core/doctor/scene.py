"""One decision's view of a mind, as small arrays: the likeliest sets, the ways to the goal, the steps that help.

Made anew for every decision.  The full belief stays with the mind; here the thinnest tail is left out, because what
a thousandth of the probability says cannot change which step is best by minutes that matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kagimori.core.doctor.safe_first import device_advice_held
from kagimori.core.doctor.tables import AGAIN

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Action
    from kagimori.core.doctor.mind import Mind
    from kagimori.core.doctor.tables import Floats, Indexes

# Planning looks at so many sets; on simulated cases they hold 99 % of the mass after the first answers.
SETS = 192
NEVER = 1e6
LITTLE = 1e-6
UNLIKELY = 0.1


@dataclass(frozen=True, slots=True)
class Way:
    """A route to the goal: the doors to pass one after another, and what must be at hand.

    `minutes` is the whole way, `first` its first try; `ready` the minute from which its first try is safe, once the
    questions in `asks` are answered.
    """

    id: str
    attempts: tuple[str, ...]
    chance: float
    minutes: float
    first: float
    ready: float
    asks: tuple[str, ...]


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
    rows = rows[now[rows] > now[rows[0]] * 1e-5]
    weights = now[rows] / now[rows].sum()
    causes = np.flatnonzero(tables.has[rows].any(axis=0))
    place = np.full(tables.dummy + 1, len(causes), dtype=np.intp)
    place[causes] = np.arange(len(causes))
    ways = ways_to_goal(mind)
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
        bars=np.array([bars_of(mind, way)[causes] for way in ways], dtype=np.float32).reshape(len(ways), len(causes)),
        bars_again=np.array([bars_of(mind, way, AGAIN)[causes] for way in ways], dtype=np.float32).reshape(
            len(ways), len(causes)
        ),
        steps=steps,
        cures=cures.reshape(len(steps), len(causes)).astype(np.float32),
        costs=np.array([price(mind, step) for step in steps], dtype=np.float32),
        fees=np.array([fee(mind, step) for step in steps], dtype=np.float32),
        possible=np.array([mind.facts.possible(step) for step in steps], dtype=np.float32),
        tries_left=float(tries_left(mind)),
        tries_again=1.0 if mind.goal == "api" else float(mind.book.policy["lock.failures"].count - 2),
        hold=mind.book.policy["api.suspension" if mind.goal == "api" else "lock.window"].minutes,
    )


def bars_of(mind: Mind, way: Way, again: str = "") -> Floats:
    """Return how surely each cause bars a way: any of its doors will do; or how surely once its first has refused."""
    clear = np.ones(mind.belief.tables.dummy + 1)
    for place, attempt in enumerate(way.attempts):
        door = mind.door(attempt)
        if again and place == 0:
            door = door.removesuffix(AGAIN) + AGAIN
        clear = clear * (1.0 - mind.belief.tables.blocks(door))
    return 1.0 - clear


def tries_left(mind: Mind) -> int:
    """Return how many failed tries the plan may count on before it has to pause."""
    if mind.goal == "api":
        return mind.budget.api_failures_left()
    _, ask = mind.budget.failed_before()
    # Before anybody has counted, plan for what counting usually brings.
    usual = mind.book.policy["lock.failures"].count // 2
    return max(mind.budget.failures_left(mind.minute), usual if ask == "failed_last_hour" else 0)


# ---------------------------------------------------------------------- ways
def ways_to_goal(mind: Mind) -> tuple[Way, ...]:
    """Return the routes that exist from here, impossible ones left out."""
    routes: list[tuple[str, ...]]
    if mind.goal == "api":
        routes = [("api_reconnect",)]
    elif mind.facts.inside:
        routes = [("setup_app",), ("setup_sms",)]
        if mind.book.view == "real" and mind.method == "app" and "setup_app" not in mind.shut:
            # Nobody who wants the authenticator is sent to SMS before the authenticator has failed (DOC-15).
            routes = routes[:1]
    else:
        openers = ("login_backup", "login_after_reset")
        routes = [(f"login_{mind.method}",), ("setup_app_elsewhere",), *((opener, "setup_app") for opener in openers)]
    known = mind.book.actions.keys() - mind.ruled_out
    ways = [_way(mind, route) for route in routes if known.issuperset(route)]
    return tuple(way for way in ways if way.chance > _least_chance(mind) and way.ready < NEVER)


def _least_chance(mind: Mind) -> float:
    # In the protocol trying in vain costs half a minute and settles the matter; a person who said no is believed.
    return UNLIKELY if mind.book.view == "real" else 0.0


def _way(mind: Mind, route: tuple[str, ...]) -> Way:
    actions = [mind.book.actions[attempt] for attempt in route]
    chance = mind.facts.possible(actions[0])
    permit = mind.budget.permit(actions[0], mind.minute)
    asked = sum(mind.book.observations[ask].minutes for ask in permit.asks)
    ready = permit.sooner + asked if permit.asks else permit.ready
    minutes = sum(action.minutes for action in actions)
    if route[0] == "login_after_reset" and not mind.facts.reset:
        chance, ready = _through_coadmin(mind, ready)
    return Way("+".join(route), route, chance, minutes, actions[0].minutes, ready, permit.asks)


def _through_coadmin(mind: Mind, ready: float) -> tuple[float, float]:
    """Return the chance of a co-admin's reset and the minute when it is to be expected."""
    ask = mind.book.actions["ask_coadmin"]
    soonest, latest = (mind.book.policy[f"coadmin.{end}"].minutes for end in ("soonest", "latest"))
    if mind.asked_coadmin_at is None:
        return mind.facts.possible(ask), max(ready, mind.minute + ask.minutes + (soonest + latest) / 2)
    waited = mind.minute - mind.asked_coadmin_at
    to_come = (max(soonest, waited) + latest) / 2
    return mind.facts.possible(ask), max(ready, mind.minute + max(1.0, to_come - waited))


# ---------------------------------------------------------------------- steps
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
        and mind.done.get(action.id, 0) < 3  # noqa: PLR2004  # a step that failed twice gets one more chance, not ten
        and mind.facts.possible(action) > LITTLE
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
