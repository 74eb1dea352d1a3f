"""The minutes still to be expected from a belief, by a p/c plan over (preparation, way) pairs.

A plan step is "do this (or nothing), then try that way"; the best chance per minute comes first, and after each failed
try the belief is what is left.  At every point handing off is weighed against going on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bench.doctor import causes as book
from bench.doctor.repairs import REPAIRS
from bench.doctor.truemodel.belief import BITS, MASKS
from bench.doctor.truemodel.population import INDEX, NONE

if TYPE_CHECKING:
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
    idle = {}
    for fact, value in repair.idle_when:
        idle.setdefault(fact, set()).add(value)
    for fact, values in idle.items():
        chance = chance * (1 - belief.value_posterior(fact, values, at))
    if name == "update_os":
        chance = chance * belief.value_posterior("os_state", {"old_upgradable"}, at)
    needs = {}
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
    names, minutes, cures = ["nothing"], [0.0], [np.zeros(slots.shape)]
    present = {book.CAUSES[place] for place in np.unique(slots[there])}
    for name, repair in REPAIRS.items():
        if name == "use_second_number" and (belief.goal == "api" or not inside):
            continue
        table = _table(belief, name, repair.cures)
        if not present & set(table) or (name == "use_other_device" and done.get(name)):
            continue
        share = odds_of(belief, name, chosen, inside=inside)
        if share.max() < 0.01:
            continue
        lookup = np.zeros(NONE + 1)
        for cause, surely in table.items():
            lookup[INDEX[cause]] = surely
        names.append(name)
        room = (
            4 * float((belief.value_posterior("storage", {"low"}) * belief.weight).sum()) if _needs_room(name) else 0.0
        )
        minutes.append(repair.minutes + repair.delay + 3 * bool(repair.may_start) + room)
        cures.append(lookup[slots] * share[:, None])
    cures_by_repair = np.max(np.array(cures), axis=0)
    for wait in WAITS:
        lookup = np.zeros(NONE + 1)
        for cause in {*book.LASTS, *belief.lasts, *belief.pending} & present:
            lookup[INDEX[cause]] = belief.ends_within(cause, wait)
        names.append(f"wait {wait:g}")
        minutes.append(wait)
        cures.append(lookup[slots])
    blocks = np.zeros((len(ways), *slots.shape), dtype=bool)
    for place, way in enumerate(ways):
        lookup_blocks = np.zeros(NONE + 1, dtype=bool)
        for route in way.routes:
            for cause in book.WAYS[route]:
                inside_later = len(way.routes) > 1 and cause in CURED_INSIDE
                if belief.blocks(cause, route) and not inside_later:
                    lookup_blocks[INDEX[cause]] = True
        blocks[place] = lookup_blocks[slots] & there
    clearable = np.maximum(cures_by_repair, cures[-1]) ** 0.25  # repeated, a repair that may work will
    clearable[cures[-1] >= 0.999] = 1
    stuck = (
        1
        - np.prod(np.where(blocks, np.minimum(1, clearable), 1.0), axis=2)
        * np.array([way.chance for way in ways])[:, None]
    )
    weight = flat[chosen] / flat[chosen].sum()
    return Frame(
        weight, there.astype(float), blocks.astype(float), np.array(cures), np.array(minutes), names, ways,
        np.prod(stuck, axis=0), 60 * (1 - _surest(belief, weight, slots, there)), belief.clock,
    )  # fmt: skip


def _needs_room(name: str) -> bool:
    return ("storage", "ok") in REPAIRS[name].needs


def _table(belief: Belief, name: str, cures: dict[str, float]) -> dict[str, float]:
    if name == "use_other_device":
        return dict.fromkeys(book.ON_THIS_PHONE, 1.0)
    if name == "clock_auto_on":
        vpn = float((belief.value_posterior("vpn_on", {"yes"}) * belief.weight).sum())
        return {"clock_skew": cures["clock_skew"] * (1 - 0.6 * vpn)}
    return cures


LONG = ("outage", "security_lock", "action_block", "shadowban", "restriction", "os_unsupported", "number_changed", "auth_lost",
        "stale_secret", "password_forgotten", "carrier_delay")  # fmt: skip


def _surest(belief: Belief, weight: np.ndarray, slots: np.ndarray, there: np.ndarray) -> float:
    """The chance of the likeliest long-lasting cause, among states that have any."""
    del belief
    marks = np.array([[(slots == INDEX[cause]) & there] for cause in LONG]).any(axis=(1, 3))
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
