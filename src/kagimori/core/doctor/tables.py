"""The book as arrays, for one goal and method: made once, then only read.

A hypothesis is a set of at most three causes that stand in the way together; `sets[h]` holds their indexes in the
order in which they show, padded with the dummy cause `C`.  All likelihoods are per hypothesis, so that one step of
the filter is one product of two arrays.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import combinations
from math import comb, prod
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kagimori.core.doctor.book import Book, Cause

    Floats = NDArray[np.floating[Any]]
    Indexes = NDArray[np.intp]

AT_ONCE = 3
# Nothing is quite impossible: a world that differs from the book must not leave the belief without a hypothesis.
SLIP = 0.02
FITS = 0.5
# A door that has refused once, and the least doubt that a refusal turns into certainty.
AGAIN = "!"
DOUBT = 0.15


@lru_cache(maxsize=32)
def tables_for(book: Book, goal: str, method: str) -> Tables:
    """Return the arrays of one goal and method; the same object every time."""
    return Tables(book, goal, method)


def main_door(goal: str, method: str) -> str:
    """Return the door that the person stands before at the outset."""
    return f"{goal}_{method}"


class Tables:
    """Everything about one goal and method that does not change during a case."""

    def __init__(self, book: Book, goal: str, method: str) -> None:
        """Lay out the causes that can matter for this goal and method, and all sets of them."""
        self.book, self.goal, self.method = book, goal, method
        chances = {id_: _common(cause, goal, method) for id_, cause in book.causes.items()}
        causes = sorted((c for c in book.causes.values() if chances[c.id] > 0), key=lambda cause: cause.stage)
        self.causes: tuple[Cause, ...] = tuple(causes)
        self.index = {cause.id: i for i, cause in enumerate(self.causes)}
        self.errors = tuple(book.errors)
        self.error_index = {error: i for i, error in enumerate(self.errors)}
        self.odds = np.array([chances[cause.id] / (1 - chances[cause.id]) for cause in self.causes])
        self._lay_out_sets()

    @property
    def dummy(self) -> int:
        """Return the index that pads sets of fewer than three causes."""
        return len(self.causes)

    def _lay_out_sets(self) -> None:
        indexes = range(self.dummy)
        members = [set_ for size in range(AT_ONCE + 1) for set_ in combinations(indexes, size)]
        self.sets: Indexes = np.array([[*set_, *[self.dummy] * (AT_ONCE - len(set_))] for set_ in members])
        self.has: Floats = np.zeros((len(members), self.dummy))
        for row, set_ in enumerate(members):
            self.has[row, list(set_)] = 1.0
        self._row = {frozenset(set_): row for row, set_ in enumerate(members)}

    # ------------------------------------------------------------------ where belief starts and moves
    @cached_property
    def prior(self) -> Floats:
        """Return the chance of each set at the outset: something stands in the way of the main door."""
        odds = np.append(self.odds, 1.0)
        weights: Floats = odds[self.sets].prod(axis=1) * self.refused(main_door(self.goal, self.method))
        weights[0] = 0.0
        weights /= weights.sum()
        return weights

    @cached_property
    def left_out(self) -> float:
        """Return a bound on the prior chance of more than three causes at once, which no set stands for."""
        everything = prod(1.0 + odds for odds in self.odds)
        sums = np.zeros(AT_ONCE + 1)
        sums[0] = 1.0
        for odds in self.odds:
            sums[1:] += sums[:-1] * odds
        return float((everything - sums.sum()) / (everything - 1.0)) if everything > 1.0 else 0.0

    @cached_property
    def without(self) -> tuple[tuple[Indexes, Indexes], ...]:
        """Return, for each cause, the rows with it and the rows of the same sets without it."""
        pairs: list[list[tuple[int, int]]] = [[] for _ in self.causes]
        for set_, row in self._row.items():
            for cause in set_:
                pairs[cause].append((row, self._row[set_ - {cause}]))
        return tuple(_two_columns(moves) for moves in pairs)

    @cached_property
    def beside(self) -> tuple[tuple[Indexes, Indexes], ...]:
        """Return, for each cause, the rows that have room for it and the rows of the same sets with it."""
        return tuple((without_it, with_it) for with_it, without_it in self.without)

    # ------------------------------------------------------------------ what a try shows
    def blocks(self, door: str) -> Floats:
        """Return how surely each cause bars a door; the dummy never does.

        A doubt about whether a cause bars a door is settled by the first refusal, not drawn anew with every try: at a
        door that has refused before (`again`), what may bar it does.
        """
        plain = door.removesuffix(AGAIN)
        bars = np.array([cause.blocks[plain] for cause in self.causes] + [0.0])
        return np.where(bars > DOUBT, bars.max(initial=0.0), bars) if door != plain else bars

    @lru_cache(maxsize=64)  # noqa: B019  # tables live as long as the process
    def refused(self, door: str) -> Floats:
        """Return the chance that a door stays shut, for each set."""
        refused: Floats = 1.0 - np.prod(1.0 - self.blocks(door)[self.sets], axis=1)
        return refused

    @lru_cache(maxsize=64)  # noqa: B019
    def messages(self, door: str) -> Floats:
        """Return the chance of being refused with each message, by set: the first cause that bars the door speaks."""
        bars = self.blocks(door)
        place = door.partition("_")[0]  # login, setup or api
        shows = np.zeros((self.dummy + 1, len(self.errors)))
        for i, cause in enumerate(self.causes):
            for error, share in cause.shows[place].items():
                shows[i, self.error_index[error]] = share
        seen = np.zeros((len(self.sets), len(self.errors)))
        reached = np.ones(len(self.sets))
        for place_in_set in range(AT_ONCE):
            members = self.sets[:, place_in_set]
            seen += (reached * bars[members])[:, None] * shows[members]
            reached *= 1.0 - bars[members]
        return seen

    @lru_cache(maxsize=64)  # noqa: B019
    def after_try(self, door: str) -> Floats:
        """Return the chance of failing with each message as it is read off the screen, slips included."""
        seen = self.messages(door)
        noise = self.book.noise["after_try"] / len(self.errors)
        failed = seen.sum(axis=1, keepdims=True)
        read = seen * (1 - self.book.noise["after_try"]) + failed * noise
        result: Floats = read * (1 - SLIP) + SLIP / len(self.errors)
        return result

    @lru_cache(maxsize=64)  # noqa: B019
    def through(self, door: str) -> Floats:
        """Return the chance of getting through a door, for each set."""
        result: Floats = (1.0 - self.refused(door)) * (1 - SLIP) + SLIP * SLIP
        return result

    # ------------------------------------------------------------------ what answers and steps show
    @lru_cache(maxsize=128)  # noqa: B019
    def answers(self, id_: str) -> Floats:
        """Return the chance of each answer (unknown aside), by set, wrong answers included."""
        observation = self.book.observations[id_]
        values = tuple(observation.values)
        share = np.tile([observation.base.get(value, 0.0) for value in values], (len(self.sets), 1))
        # The first cause listed speaks where several are present, so it is written last.
        for cause, answers in reversed(list(observation.given.items())):
            if cause in self.index:
                share[self.has[:, self.index[cause]] > 0] = [answers.get(value, 0.0) for value in values]
        result: Floats = share * (1 - observation.wrong) + (1 - share) * observation.wrong / (len(values) - 1)
        return result

    @lru_cache(maxsize=128)  # noqa: B019
    def idle(self, id_: str) -> Floats:
        """Return the chance that a step finds nothing to change, by set."""
        action = self.book.actions[id_]
        fits = [self.index[c] for c, cure in action.cures.items() if c in self.index and cure >= FITS]
        needed = self.has[:, fits].any(axis=1)
        result: Floats = np.where(needed, SLIP, np.clip(action.idle, SLIP / AT_ONCE, 1 - SLIP))
        return result


def _common(cause: Cause, goal: str, method: str) -> float:
    return cause.common.get(f"{goal}.{method}", cause.common.get(goal, 0.0))


def _two_columns(pairs: list[tuple[int, int]]) -> tuple[Indexes, Indexes]:
    first, second = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return first, second


def number_of_sets(causes: int) -> int:
    """Return how many sets of at most three there are among so many causes."""
    return sum(comb(causes, size) for size in range(AT_ONCE + 1))
