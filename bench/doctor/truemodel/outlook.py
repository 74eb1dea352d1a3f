"""The minutes still to be expected from a belief, by a p/c plan over (preparation, way) pairs.

A plan step is "do this (or nothing), then try that way"; the best chance per minute comes first, and after each failed
try the belief is what is left.  At every point handing off is weighed against going on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bench.doctor import causes as book
from bench.doctor.repairs import CLOCK_UNDER_VPN, REPAIRS
from bench.doctor.truemodel.belief import BITS, MASKS
from bench.doctor.truemodel.population import INDEX, NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.doctor.truemodel.belief import Belief

WIDTH = 220  # most probable states that a plan is made for
DEPTH = 7
WAITS = (5.0, 10.0, 15.0, 30.0, 60.0)
PARTIAL = 0.15  # what removing one obstacle of several is worth
FAILED_TRY = 0.5  # minutes that a failed try costs beside its own
CURED_INSIDE = ("stale_secret", "number_changed")  # once a code has opened the account


@dataclass(slots=True)
class Way:
    """A route to the goal: its tries, the minutes before and for it, and the chance that it is there at all."""

    name: str
    first: str
    routes: tuple[str, ...]
    minutes: float
    chance: float
    before: float = 0.0


@dataclass(slots=True)
class Frame:
    """A belief cut down to its most probable states, with everything the plan multiplies."""

    weight: np.ndarray  # states
    there: np.ndarray  # states x slots
    blocks: np.ndarray  # ways x states x slots
    cures: np.ndarray  # preparations x states x slots
    minutes: np.ndarray  # preparations
    names: list[str]
    ways: list[Way]
    closed: np.ndarray  # states: the chance that nothing leads out
    misnamed: float
    clock: float


def odds_of(belief: Belief, name: str, at: np.ndarray, *, inside: bool) -> np.ndarray:
    """At these states: the chance that this repair can be done and changes something."""
    repair = REPAIRS[name]
    chance = np.ones(len(at))
    idle: dict[str, set[str]] = {}
    for fact, value in repair.idle_when:
        idle.setdefault(fact, set()).add(value)
    for fact, values in idle.items():
        chance = chance * (1 - belief.value_posterior(fact, values, at))
    if name == "update_os":
        chance = chance * belief.value_posterior("os_state", {"old_upgradable"}, at)
    needs: dict[str, set[str]] = {}
    for fact, value in repair.needs:
        needs.setdefault(fact, set()).add(value)
    needs.pop("storage", None)  # room can be made
    if needs and not ("inside" in needs and inside):
        needs.pop("inside", None)
        for fact, values in needs.items():
            chance = chance * belief.value_posterior(fact, values, at)
    return chance


def frame(belief: Belief, ways: list[Way], *, inside: bool, done: dict[str, int]) -> Frame:
    """Cuts the belief down and lays out the tensors."""
    flat = belief.weight.ravel()
    chosen = np.argpartition(-flat, WIDTH)[:WIDTH] if len(flat) > WIDTH else np.arange(len(flat))
    rows, masks = chosen // len(MASKS), chosen % len(MASKS)
    slots = belief.slots[rows]
    there = BITS[masks] & (slots != NONE)
    present = {book.CAUSES[place] for place in np.unique(slots[there])}
    repairs = list(_repairs(belief, present, inside=inside, done=done))
    waits = [(f"wait {wait:g}", wait, _ending(belief, present, wait)) for wait in WAITS]
    prepare = [("nothing", 0.0, {}), *repairs, *waits]
    cures = np.array([_spread(table, slots) for _, _, table in prepare])
    for place, (name, _, _) in enumerate(repairs, start=1):
        cures[place] *= odds_of(belief, name, chosen, inside=inside)[:, None]
    blocks = np.array([_spread(_blocking(belief, way), slots) for way in ways]) * there
    weight = flat[chosen] / flat[chosen].sum()
    return Frame(
        weight=weight,
        there=there.astype(float),
        blocks=blocks,
        cures=cures,
        minutes=np.array([minutes for _, minutes, _ in prepare]),
        names=[name for name, _, _ in prepare],
        ways=ways,
        closed=_closed(cures, blocks, ways, len(repairs)),
        misnamed=60 * (1 - _surest(weight, slots, there)),
        clock=belief.clock,
    )


def _spread(table: dict[str, float], slots: np.ndarray) -> np.ndarray:
    """A figure per cause, laid over the slots."""
    lookup = np.zeros(NONE + 1)
    for cause, figure in table.items():
        lookup[INDEX[cause]] = figure
    laid: np.ndarray = lookup[slots]
    return laid


def _repairs(
    belief: Belief, present: set[str], *, inside: bool, done: dict[str, int]
) -> Iterator[tuple[str, float, dict[str, float]]]:
    """Repairs that fit something still possible: name, minutes with what they may bring on, cures."""
    for name, repair in REPAIRS.items():
        if name == "use_second_number" and (belief.goal == "api" or not inside):
            continue
        table = _table(belief, name, repair.cures)
        if not present & set(table) or (name == "use_other_device" and done.get(name)):
            continue
        room = 4 * belief.mean(belief.value_posterior("storage", {"low"})) if ("storage", "ok") in repair.needs else 0.0
        yield name, repair.minutes + repair.delay + 3 * bool(repair.may_start) + room, table


def _ending(belief: Belief, present: set[str], wait: float) -> dict[str, float]:
    ending = {*book.LASTS, *belief.lasts, *belief.pending} & present
    return {cause: belief.ends_within(cause, wait) for cause in ending}


def _blocking(belief: Belief, way: Way) -> dict[str, float]:
    """Causes that count on this way: 1.  What can be cured once a code has opened the account does not."""
    later = CURED_INSIDE if len(way.routes) > 1 else ()
    return {
        cause: 1.0
        for route in way.routes
        for cause in book.WAYS[route]
        if belief.blocks(cause, route) and cause not in later
    }


def _closed(cures: np.ndarray, blocks: np.ndarray, ways: list[Way], repairs: int) -> np.ndarray:
    """The chance, for each state, that nothing published leads out within the hour."""
    repaired = cures[: repairs + 1].max(0) ** 0.25  # repeated, a repair that may work will
    clearable = np.maximum(repaired, cures[-1])
    open_now = np.where(blocks > 0, clearable, 1.0).prod(2)
    stuck: np.ndarray = np.prod(1 - open_now * np.array([way.chance for way in ways])[:, None], axis=0)
    return stuck


def _table(belief: Belief, name: str, cures: dict[str, float]) -> dict[str, float]:
    if name == "use_other_device":
        return dict.fromkeys(book.ON_THIS_PHONE, 1.0)
    if name == "clock_auto_on":
        vpn = belief.mean(belief.value_posterior("vpn_on", {"yes"}))
        return {"clock_skew": cures["clock_skew"] * (1 - (1 - CLOCK_UNDER_VPN) * vpn)}
    return cures


LONG = (
    "outage", "security_lock", "action_block", "shadowban", "restriction", "os_unsupported", "number_changed",
    "auth_lost", "stale_secret", "password_forgotten", "carrier_delay",
)  # fmt: skip


def _surest(weight: np.ndarray, slots: np.ndarray, there: np.ndarray) -> float:
    """The chance of the likeliest long-lasting cause, among states that have any."""
    marks = np.array([((slots == INDEX[cause]) & there).any(1) for cause in LONG])
    any_of_them = (weight * marks.any(0)).sum()
    return float((marks * weight).sum(1).max() / any_of_them) if any_of_them > 1e-9 else 0.0


def hand_off_price(plan: Frame, weight: np.ndarray, clock: float) -> float:
    """Minutes still charged on handing off now, per unit of weight given."""
    right = float((weight * plan.closed).sum())
    return right * (120 + plan.misnamed) + (float(weight.sum()) - right) * (300 - clock)


def expected(plan: Frame) -> tuple[float, str, str]:
    """Minutes to be expected, and the first step of the plan: preparation and way ("", "" for handing off)."""
    weight, there, clock = plan.weight.copy(), plan.there.copy(), plan.clock
    chances = np.array([way.chance for way in plan.ways])
    tries = np.array([way.minutes + way.before for way in plan.ways]) + FAILED_TRY
    spent, best, first = 0.0, hand_off_price(plan, weight, clock), ("", "")
    cost = plan.minutes[:, None] + tries[None, :]
    left = 1 - plan.cures
    opening: tuple[str, str] | None = None
    for _ in range(DEPTH):
        remaining = there[None] * left  # preparations x states x slots
        # way open: no blocking slot remains
        clear = 1 - plan.blocks[None] * remaining[:, None]
        open_now = clear.prod(3) * chances[None, :, None]
        chance = open_now @ weight
        gone = ((there[None] - remaining).sum(2) @ weight)[:, None]
        score = (chance + PARTIAL * np.maximum(0, gone - chance)) / cost
        prepare, way = np.unravel_index(np.argmax(score), score.shape)
        opening = opening or (plan.names[prepare], plan.ways[way].name)
        mass = float(weight.sum())
        spent += mass * float(cost[prepare, way])
        clock += float(cost[prepare, way])
        success = open_now[prepare, way]
        weight = weight * (1 - success)
        there = remaining[prepare]
        chances[way] *= max(0.02, 1 - float(chance[prepare, way])) if chances[way] < 0.99 else 1
        price = spent + hand_off_price(plan, weight, clock)
        if price < best:
            best, first = price, opening
        if float(weight.sum()) < 0.01 or clock > 235:
            break
    return best, *first
