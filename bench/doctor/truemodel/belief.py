"""What the reference believes: a weight for each set of causes and each part of it still there, and for each fact.

A row is a set that was there at the outset (three slots) plus one slot for something that turned up since; a column is
which of the four slots are still there.  Evidence multiplies, repairs and time move weight between columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from bench.doctor import causes as book
from bench.doctor.facts import BACKGROUND, COUNTED, FACTS, VALUES
from bench.doctor.patient import ERROR_NULL, ERROR_WRONG
from bench.doctor.repairs import FLAKE, REPAIRS
from bench.doctor.truemodel.population import INDEX, NONE, prior, still_there, survival

MASKS = np.arange(16)
BITS = ((MASKS[:, None] >> np.arange(4)) & 1).astype(bool)  # masks x slots
ROWS = 500
KEPT = 2e-5  # a set with less weight than this is dropped
# Counted facts, as far as they speak for a cause before anything was tried here.
MEMORY = {
    "resend_presses": ({"0": 0.5, "1-2": 0.4, "3+": 0.1}, {"resend_block": {"1-2": 0.15, "3+": 0.85}}),
    "api_fail_count": ({"0": 0.35, "1-2": 0.65}, {"api_ban": {"3+": 1.0}}),
}
LOOKS = tuple(name for name in FACTS if name not in COUNTED or name in MEMORY)


def tables(name: str) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Usual shares and shares under a cause."""
    return MEMORY[name] if name in MEMORY else (FACTS[name].usual, FACTS[name].under)


@dataclass(slots=True)
class Belief:
    """One session's belief."""

    goal: str
    method: str
    slots: np.ndarray
    weight: np.ndarray
    started: dict[int, float] = field(default_factory=dict)
    lasts: dict[str, tuple[str, float, float]] = field(default_factory=dict)
    said: dict[str, np.ndarray] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    pending: dict[str, tuple[float, float]] = field(default_factory=dict)  # cause: when its repair takes, how surely
    new: str = ""
    new_since: float = 0.0
    clock: float = 0.0
    other_device: bool = False
    cache: dict[object, np.ndarray] = field(default_factory=dict)  # of what depends on slots and fixed settings only

    @classmethod
    def at_start(cls, given: dict[str, str | None]) -> Belief:
        """The prior of the column, weighed by the message that the person reports."""
        goal, method = str(given["goal"]), str(given["method"])
        slots, chance = prior(f"{goal}/{method}")
        slots = np.hstack([slots, np.full((len(slots), 1), NONE)])
        weight = np.zeros((len(slots), 16))
        weight[:, 7] = chance
        belief = cls(goal, method, slots, weight)
        belief._hear(given["error"])
        return belief

    def _hear(self, error: str | None) -> None:
        if error is None:
            self.prune()
            return
        shown = self.message_chance(self.main_route(), error)
        shown = np.where(self.nothing(self.main_route()), self._passing(error), shown)
        self.weight *= (1 - ERROR_NULL - ERROR_WRONG) * shown + ERROR_WRONG / (len(book.ERRORS) - 1)
        self.prune()

    def _passing(self, error: str) -> float:
        lasting = [cause for cause in book.WAYS[self.main_route()] if cause in book.LASTS]
        return sum(book.shows(self.goal, cause).get(error, 0.0) for cause in lasting) / len(lasting)

    def main_route(self) -> str:
        return f"api_reconnect/{self.method}" if self.goal == "api" else f"{self.goal}_{self.method}"

    # --- what is present ----------------------------------------------------------------------------------------

    def there(self, cause: str) -> np.ndarray:
        """Rows x masks: this cause is there now."""
        if cause not in self.cache:
            self.cache[cause] = ((self.slots == INDEX[cause])[:, None, :] & BITS[None]).any(2)
        return self.cache[cause]

    def prune(self) -> None:
        """Drops sets that hardly weigh."""
        rows = self.weight.sum(1)
        order = np.argsort(-rows)[:ROWS]
        order = order[rows[order] > KEPT]
        self.slots, self.weight = self.slots[order], self.weight[order] / self.weight[order].sum()
        self.cache = {}

    def marginal(self, cause: str) -> float:
        return float(self.weight[self.there(cause)].sum())

    def at_outset(self) -> dict[str, float]:
        """The chance that each cause stood in the way when the session began."""
        rows = self.weight.sum(1)
        return {name: float(rows[(self.slots[:, :3] == place).any(1)].sum()) for name, place in INDEX.items()}

    def blocks(self, cause: str, route: str) -> bool:
        return cause in book.WAYS[route] and not (self.other_device and cause in book.ON_THIS_PHONE)

    def nothing(self, route: str) -> np.ndarray:
        """Rows x masks: whether this route is open."""
        blocked = np.zeros(self.weight.shape, dtype=bool)
        for cause in book.WAYS[route]:
            if self.blocks(cause, route):
                blocked |= self.there(cause)
        return ~blocked

    def message_chance(self, route: str, error: str) -> np.ndarray:
        """Rows x masks: the chance that a try on this route ends with this message."""
        chance = np.full(self.weight.shape, FLAKE if error == "try_later" else 0.0)
        for cause in reversed(book.WAYS[route]):
            if self.blocks(cause, route):
                chance = np.where(self.there(cause), book.shows(self.goal, cause).get(error, 0.0), chance)
        return chance

    # --- facts --------------------------------------------------------------------------------------------------

    def value_chance(self, name: str, value: str) -> np.ndarray:
        """Rows x masks: the chance that the fact is truly so, before anything was said about it."""
        if name in self.fixed:
            return np.full(self.weight.shape, float(self.fixed[name] == value))
        if (name, value) not in self.cache:
            self.cache[name, value] = self._value_chance(name, value)
        return self.cache[name, value]

    def _value_chance(self, name: str, value: str) -> np.ndarray:
        usual, under = tables(name)
        chance = np.full(self.weight.shape, usual.get(value, 0.0))
        for cause in reversed(under):
            here = self.there(cause)
            if name in BACKGROUND:
                here = np.broadcast_to((self.slots[:, :3] == INDEX[cause]).any(1)[:, None], here.shape)
            chance = np.where(here, under[cause].get(value, 0.0), chance)
        return chance

    def value_posterior(self, name: str, values: set[str], at: np.ndarray | None = None) -> np.ndarray:
        """The chance that the fact is one of these, with what was said: rows x masks, or the flat places given."""
        said = self.said.get(name, np.ones(len(VALUES[name])))
        total, wanted = np.full(1, 1e-12), np.zeros(1)
        for value, weight in zip(VALUES[name], said, strict=True):
            chance = self.value_chance(name, value)
            part = (chance if at is None else chance.ravel()[at]) * weight
            total = total + part
            if value in values:
                wanted = wanted + part
        posterior: np.ndarray = wanted / total
        return posterior

    def answer_vector(self, name: str, answer: str) -> np.ndarray:
        """The chance of this answer for each true value: the world's noise."""
        fact, values = FACTS[name], VALUES[name]
        if answer == "unknown":
            return np.full(len(values), fact.unknown)
        spread = fact.wrong / max(1, len(values) - 1)
        return np.array([1 - fact.wrong - fact.unknown if value == answer else spread for value in values])

    def answer_chance(self, name: str, answer: str) -> np.ndarray:
        """Rows x masks: the chance of this answer now."""
        return self._factor(name, self.answer_vector(name, answer))

    def _factor(self, name: str, vector: np.ndarray) -> np.ndarray:
        said = self.said.get(name, np.ones(len(vector)))
        total, wanted = np.full(1, 1e-12), np.zeros(1)
        for value, weight, chance in zip(VALUES[name], said, vector, strict=True):
            part = self.value_chance(name, value) * weight
            total, wanted = total + part, wanted + part * chance
        factor: np.ndarray = wanted / total
        return factor

    def told(self, name: str, vector: np.ndarray) -> None:
        """Takes in evidence about one fact: a factor for each of its values."""
        self.weigh(self._factor(name, vector))
        self.said[name] = self.said.get(name, np.ones(len(vector))) * vector

    def mean(self, figure: np.ndarray) -> float:
        """The expectation of a figure given for rows x masks."""
        return float((figure * self.weight).sum())

    def weigh(self, chance: np.ndarray) -> None:
        weight = self.weight * np.maximum(chance, 1e-9)
        self.weight = weight / weight.sum()

    # --- change -------------------------------------------------------------------------------------------------

    def goes(self, cause: str, chance: float | np.ndarray) -> None:
        """Moves this share of the weight to where the cause is no longer there."""
        for slot in range(4):
            rows = np.nonzero(self.slots[:, slot] == INDEX[cause])[0]
            if not len(rows):
                continue
            with_it = MASKS[BITS[:, slot]]
            share = chance if isinstance(chance, float | int) else chance[np.ix_(rows, with_it)]
            moved = self.weight[np.ix_(rows, with_it)] * share
            self.weight[np.ix_(rows, with_it)] -= moved
            self.weight[np.ix_(rows, with_it - (1 << slot))] += moved

    def comes(self, cause: str, chance: float, spec: tuple[str, float, float]) -> None:
        """Something turns up: it takes the fourth slot.  One at a time is enough for a reference."""
        if self.new != cause:
            self.weight[:, :8] += self.weight[:, 8:]
            self.weight[:, 8:] = 0
        self.new, self.new_since = cause, self.clock
        self.slots = self.slots.copy()
        self.slots[:, 3] = INDEX[cause]
        self.cache = {}
        self.lasts[cause] = spec
        moved = self.weight[:, :8] * chance
        self.weight[:, :8] -= moved
        self.weight[:, 8:] += moved

    def spec(self, cause: str) -> tuple[tuple[str, float, float], float]:
        """The length of a cause and when it began to count."""
        if cause in self.lasts:
            return self.lasts[cause], self.new_since
        return survival(cause), 0.0

    def ends_within(self, cause: str, minutes: float) -> float:
        """The chance that a cause now there ends by itself within so many minutes."""
        if cause in self.pending:
            at, chance = self.pending[cause]
            if at <= self.clock + minutes:
                return chance
        spec, since = self.spec(cause)
        before, after = still_there(spec, self.clock - since), still_there(spec, self.clock + minutes - since)
        return 1 - after / before if before > 1e-9 else 1.0

    def moves_to(self, clock: float) -> None:
        """Lets time pass."""
        for cause in [*dict.fromkeys((*book.LASTS, *self.lasts, *self.pending))]:
            gone = self.ends_within(cause, clock - self.clock)
            if gone > 0:
                self.goes(cause, gone)
        self.pending = {cause: due for cause, due in self.pending.items() if due[0] > clock}
        self.clock = clock

    def repaired(self, name: str, odds: dict[str, float]) -> None:
        """Takes in that a repair was done: what it may have cured, and the settings as they stand now."""
        delay = REPAIRS[name].delay
        for cause, chance in odds.items():
            if delay:
                self.pending[cause] = (self.clock + delay, chance)
            else:
                self.goes(cause, chance)
        for fact in [fact for fact in self.said if fact not in BACKGROUND and set(tables(fact)[1]) & set(odds)]:
            del self.said[fact]  # what was seen before the repair says nothing about after it
        for fact, value in REPAIRS[name].sets.items():
            # Left alone: a setting whose repair may not have taken.
            if all(chance > 0.9 for chance in odds.values()):
                self.fixed[fact] = value
                self.said.pop(fact, None)
