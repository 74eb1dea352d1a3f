"""The ways to the goal: which doors to pass, what must be at hand, and from when on a try is safe."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from kagimori.core.doctor.tables import AGAIN

if TYPE_CHECKING:
    from kagimori.core.doctor.mind import Mind
    from kagimori.core.doctor.tables import Floats

# A way of which a person said that it is not there.
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
        if mind.facts.key and mind.method != "app":
            # Whoever waits for an SMS in vain has the authenticator's code as well (DOC-15).
            routes.append(("login_app",))
    known = mind.book.actions.keys() - mind.ruled_out
    ways = [_way(mind, route) for route in routes if known.issuperset(route)]
    return tuple(way for way in ways if way.chance > _least_chance(mind) and way.ready < inf)


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


def bars_of(mind: Mind, way: Way) -> Floats:
    """Return how surely each cause bars a way: any of its doors will do."""
    first, *rest = (mind.door(attempt) for attempt in way.attempts)
    return _bars(mind, first, rest)


def bars_once_refused(mind: Mind, way: Way) -> Floats:
    """Return how surely each cause bars a way whose first door has refused."""
    first, *rest = (mind.door(attempt) for attempt in way.attempts)
    return _bars(mind, first.removesuffix(AGAIN) + AGAIN, rest)


def _bars(mind: Mind, first: str, rest: list[str]) -> Floats:
    blocks = mind.belief.tables.blocks
    clear = 1.0 - blocks(first)
    if rest:
        # Once inside, either method will do: only what bars both keeps the goal away.
        clear = clear * (1.0 - blocks(mind.door("setup_app")) * blocks(mind.door("setup_sms")))
    bars: Floats = 1.0 - clear
    return bars
