"""One stuck person, drawn from a seed: what is in the way, what is true, what they say."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.doctor import causes as book
from bench.doctor.dice import dice, lasting, pick
from bench.doctor.facts import COUNTED, FACTS, shares
from bench.doctor.sentences import sentence

if TYPE_CHECKING:
    import random

ERROR_NULL, ERROR_WRONG = 0.06, 0.06
PERTURBED_TOGETHER = 100  # patients who share one draw of perturbed priors
SMS_PRESSES = {"0": 0.5, "1-2": 0.4, "3+": 0.1}
FAILURES = {  # failed log-ins of the last hour, by what is in the way
    "input": (0.2, 0.3, 0.27, 0.16, 0.07),
    "code": (0.35, 0.3, 0.2, 0.1, 0.05),
    "other": (0.7, 0.17, 0.08, 0.04, 0.01),
    "lock": (0.3, 0.05, 0.05, 0.1, 0.5),
}
OPERATIONS = {"0-4": 0.66, "5-9": 0.24, "10-15": 0.08, "16+": 0.02}


@dataclass(frozen=True, slots=True)
class Patient:
    """Everything true at the outset.  Times are minutes before (negative) or after the start."""

    key: str
    goal: str
    method: str
    lang: str
    causes: frozenset[str]
    ends: dict[str, float]
    facts: dict[str, str]
    failed_at: tuple[float, ...]
    operations: int
    presses: int
    api_failures: int
    true_error: str
    error: str | None
    text: str
    misread: float = 1.0
    text_only: bool = field(default=False, compare=False)

    @property
    def column(self) -> str:
        return f"{self.goal}/{self.method}"

    @property
    def main_way(self) -> str:
        """The try that the person came with."""
        return way(self.goal, self.method)


@dataclass(frozen=True, slots=True)
class Wish:
    """How the world is bent: factors on priors and misread answers (1: none), text only, other tables."""

    seed: int = 7
    perturb: float = 1.0
    misread: float = 1.0
    text_only: bool = False
    twist: int = 0


def way(goal: str, method: str) -> str:
    """The key of `causes.WAYS` for the person's own try."""
    return f"api_reconnect/{method}" if goal == "api" else f"{goal}_{method}"


def draw(number: int, wish: Wish) -> Patient:
    """Patient `number` of this seed."""
    key = f"{wish.seed}.{number}"
    rng = dice(key, "patient")
    column = pick(rng, book.MIX)
    goal, method = column.split("/")
    causes = draw_causes(rng, bent_weights(column, number, wish))
    facts = {name: pick(dice(key, name), shares(name, causes)) for name in FACTS if name not in COUNTED}
    true_error = first_message(rng, goal, method, causes)
    error = reported(rng, true_error, goal)
    lang = rng.choice(("ja", "ja", "en"))
    failures = draw_failures(rng, goal, causes)
    return Patient(
        key=key,
        goal=goal,
        method=method,
        lang=lang,
        causes=causes,
        ends={name: lasting(dice(key, name, "ends"), *book.LASTS[name]) for name in causes if name in book.LASTS},
        facts=facts,
        failed_at=failures,
        operations=len(failures) + draw_operations(rng, goal, causes),
        presses=draw_presses(rng, method, causes),
        api_failures=draw_api_failures(rng, goal, causes),
        true_error=true_error,
        error=None if wish.text_only else error,
        text=sentence(dice(key, "text"), goal, method, error, lang),
        misread=wish.misread,
        text_only=wish.text_only,
    )


def bent_weights(column: str, number: int, wish: Wish) -> dict[str, float]:
    """The priors of this column, each off by a log-normal factor shared by a batch of patients."""
    place = book.COLUMNS.index(column)
    weights = {name: row[place] for name, row in book.WEIGHTS.items() if row[place]}
    if wish.perturb == 1:
        return weights
    rng = dice(wish.seed, "bent", number // PERTURBED_TOGETHER, column)
    return {name: weight * math.exp(rng.gauss(0, math.log(wish.perturb))) for name, weight in weights.items()}


def draw_causes(rng: random.Random, weights: dict[str, float]) -> frozenset[str]:
    """A set of causes: each one makes its companions likelier and rules its opposites out."""
    chosen: list[str] = []
    wanted = rng.choices(list(book.HOW_MANY), list(book.HOW_MANY.values()))[0]
    for _ in range(wanted):
        left = {name: weight * pull(chosen, name) for name, weight in weights.items() if name not in chosen}
        left = {name: weight for name, weight in left.items() if weight}
        if not left:
            break
        chosen.append(pick(rng, left))
    return frozenset(chosen)


def pull(chosen: list[str], name: str) -> float:
    """The factor on a cause's weight, given those already there; 0 where they exclude each other."""
    if any({name, other} in book.NEVER_TOGETHER for other in chosen):
        return 0.0
    return math.prod(book.TOGETHER.get((other, name), 1.0) for other in chosen)


def first_in_the_way(route: str, causes: frozenset[str] | set[str]) -> str | None:
    """The cause that this way meets first, or None where it is open."""
    return next((cause for cause in book.WAYS[route] if cause in causes), None)


def first_message(rng: random.Random, goal: str, method: str, causes: frozenset[str]) -> str:
    """The message on the screen when the session starts.  Somebody with nothing in the way saw a passing one."""
    first = first_in_the_way(way(goal, method), causes)
    if first is None:
        first = rng.choice([cause for cause in book.WAYS[way(goal, method)] if cause in book.LASTS])
    return pick(rng, book.shows(goal, first))


def reported(rng: random.Random, true_error: str, goal: str) -> str | None:
    """What the person says it was: right, now and then another one, or nothing."""
    chance = rng.random()
    if chance < ERROR_NULL:
        return None
    if chance < ERROR_NULL + ERROR_WRONG:
        likely = [name for name in book.ERRORS if name != true_error and (goal == "api" or not name.startswith("api_"))]
        return rng.choice(likely)
    return true_error


def draw_failures(rng: random.Random, goal: str, causes: frozenset[str]) -> tuple[float, ...]:
    """When log-ins failed in the hour before the start, in minutes (negative)."""
    if "security_lock" in causes:
        kind = "lock"
    elif causes & set(book.INPUT):
        kind = "input"
    else:
        kind = "code" if causes & book.REFUSALS else "other"
    count = rng.choices(range(5), FAILURES[kind])[0]
    if goal != "login":
        count //= 2
    return tuple(sorted(-rng.uniform(1, 59) for _ in range(count)))


def draw_operations(rng: random.Random, goal: str, causes: frozenset[str]) -> int:
    """Log-in operations of the day beside the failures just drawn."""
    if goal != "login":
        return rng.randint(0, 3)
    low, high = {"0-4": (0, 4), "5-9": (5, 9), "10-15": (10, 14), "16+": (15, 18)}[pick(rng, OPERATIONS)]
    return rng.randint(low, high) if "action_block" not in causes else rng.randint(6, 18)


def draw_presses(rng: random.Random, method: str, causes: frozenset[str]) -> int:
    """SMS requested in the ten minutes before the start."""
    if "resend_block" in causes:
        return rng.choices((2, 3, 4), (0.15, 0.45, 0.4))[0]
    if method != "sms":
        return 0
    return {"0": 0, "1-2": rng.randint(1, 2), "3+": 3}[pick(rng, SMS_PRESSES)]


def draw_api_failures(rng: random.Random, goal: str, causes: frozenset[str]) -> int:
    """Re-authorisations that failed in a row before the start."""
    if goal != "api":
        return 0
    return rng.choice((3, 3, 4)) if "api_ban" in causes else rng.choices((0, 1, 2), (0.35, 0.4, 0.25))[0]
