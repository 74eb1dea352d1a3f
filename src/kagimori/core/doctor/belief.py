"""What is believed about the causes: an exact forward filter over sets of up to three causes.

`mass[:, 0]` is the chance of each set standing in the way now; `mass[:, 1 + c]` is the part of it in which cause `c`
stood in the way at the outset.  Answers multiply rows; steps, timers and effects move rows from a set to the same set
without the cause that went, so that everything seen before stays evidence for whatever a step did not touch.
Nothing is drawn at random: the same events give the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kagimori.core.doctor.tables import Tables, main_door
from kagimori.core.doctor.waits import Timers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.tables import Floats


class Belief:
    """The filter of one case; its methods are told what happened, in order."""

    def __init__(self, tables: Tables) -> None:
        """Start from the prior: something stands in the way."""
        self.tables = tables
        self.timers = Timers(tables.causes)
        self.minute = 0.0
        stood = tables.prior[:, None] * tables.has
        self.mass: Floats = np.column_stack([tables.prior, stood])
        # How the message at the outset reads, given what has been heard of it: uniform while nothing has.
        self._heard = np.ones(len(tables.errors))

    # ------------------------------------------------------------------ reading it
    def now(self) -> Floats:
        """Return the chance of each set at present; sums to one."""
        mass: Floats = self.mass[:, 0] / self.mass[:, 0].sum()
        return mass

    def present(self) -> Floats:
        """Return the chance that each cause stands in the way now."""
        return self.now() @ self.tables.has

    def at_outset(self) -> Floats:
        """Return the chance that each cause stood in the way at the outset."""
        stood: Floats = self.mass[:, 1:].sum(axis=0) / self.mass[:, 0].sum()
        return stood

    def first_in_the_way(self, door: str) -> Floats:
        """Return the chance of each cause being the first thing in the way of a door; the last entry is 'nothing'."""
        bars, sets, now = self.tables.blocks(door), self.tables.sets, self.now()
        first = np.zeros(self.tables.dummy + 1)
        reached = now.copy()
        for place in range(sets.shape[1]):
            members = sets[:, place]
            np.add.at(first, members, reached * bars[members])
            reached *= 1.0 - bars[members]
        first[-1] = reached.sum()
        return first

    # ------------------------------------------------------------------ what happened
    def heard(self, likelihood: Mapping[str, float]) -> None:
        """Take how probable the person's words are under each message at the outset; a message not named has 1."""
        words = np.array([likelihood.get(error, 1.0) for error in self.tables.errors])
        before = self._first_message() @ self._heard
        self._heard = self._heard * np.maximum(words / words.max(), 1e-6)
        self._weigh((self._first_message() @ self._heard) / before)

    def blamed(self, likelihood: Mapping[str, float]) -> None:
        """Take how probable the person's words are under each cause, relative to their being unrelated (1)."""
        factors = np.array([likelihood.get(cause.id, 1.0) for cause in self.tables.causes])
        strongest = np.where(self.tables.has > 0, factors, 0.0).max(axis=1)
        self._weigh(np.maximum(strongest, 1e-6))

    def believed(self, shares: Mapping[str, float], door: str, trust: float) -> None:
        """Take the chances that hearing gives to causes of being first in the way, mixed with the prior by `trust`.

        For words that were weighed as a whole: their messages and causes must not be counted a second time.  What the
        words leave to causes that cannot stand in the way of `door` stays with the prior.
        """
        first = self.first_in_the_way(door)
        told = np.array([shares.get(cause.id, 0.0) for cause in self.tables.causes] + [0.0])
        told[first <= 0.0] = 0.0
        unsaid = max(0.0, 1.0 - float(told.sum()))
        factors = trust * (told / np.maximum(first, 1e-4) + unsaid) + (1.0 - trust)
        self._weigh(self._first_by_set(door, factors))

    def _first_by_set(self, door: str, worth: Floats) -> Floats:
        """Return the expected `worth` of what is first in the way of a door (last entry: nothing), by set."""
        bars, sets = self.tables.blocks(door), self.tables.sets
        total: Floats = np.zeros(len(sets))
        reached: Floats = np.ones(len(sets))
        for place in range(sets.shape[1]):
            members = sets[:, place]
            total += reached * bars[members] * worth[members]
            reached *= 1.0 - bars[members]
        total += reached * worth[-1]
        return total

    def _first_message(self) -> Floats:
        seen = self.tables.messages(main_door(self.tables.goal, self.tables.method))
        return seen + 1e-4

    def answered(self, observation: Observation, value: str) -> None:
        """Take an answer; `unknown` says nothing."""
        if value not in observation.values:
            return
        if observation.id == "error_text":
            noise = self.tables.book.noise["read_again"]
            self.heard(message_likelihood(self.tables, value, noise))
        elif observation.given or observation.fact is None:
            column = tuple(observation.values).index(value)
            self._weigh(self.tables.answers(observation.id)[:, column])

    def told_by(self, observation: Observation) -> Floats:
        """Return the chance of each answer to a question, by set."""
        return self._reading() if observation.id == "error_text" else self.tables.answers(observation.id)

    def _reading(self) -> Floats:
        """Return the chance of each reading if the message at the outset is read out again, by set."""
        noise = self.tables.book.noise["read_again"]
        true = self._first_message() * self._heard
        true = true / true.sum(axis=1, keepdims=True)
        count = len(self.tables.errors)
        result: Floats = true * (1 - noise) + (1 - true) * noise / (count - 1)
        return result

    def refused_at(self, door: str, error: str | None) -> None:
        """Take a failed try; an unreadable message tells only that it failed."""
        failed = self.tables.after_try(door)
        known = error in self.tables.error_index
        self._weigh(failed[:, self.tables.error_index[error]] if known and error else failed.sum(axis=1))

    def let_through(self, door: str) -> None:
        """Take a try that got through."""
        self._weigh(self.tables.through(door))

    def found_idle(self, action: Action) -> None:
        """Take that a step found nothing to change."""
        self._weigh(self.tables.idle(action.id))

    def carried_out(self, action: Action, *, share: float = 1.0) -> None:
        """Take that a step was done: what it cures goes, at once or after its delay; what it starts begins.

        `share` weakens the cure where something else may get in its way.
        """
        self._weigh(1.0 - self.tables.idle(action.id))
        for cause, cure in action.cures.items():
            if cause in self.tables.index:
                index = self.tables.index[cause]
                if action.delay_minutes:
                    self.timers.expect(index, self.minute + action.delay_minutes, cure * share)
                else:
                    self._clear(index, cure * share)
        for cause, chance in action.starts.items():
            if cause in self.tables.index:
                self._begin(self.tables.index[cause], chance)

    def until(self, minute: float) -> None:
        """Let the clock run: what passes by itself passes by its hazard, and due effects take place."""
        if minute <= self.minute:
            return
        gone = 1.0 - self.timers.left(self.minute, minute)
        for index in np.flatnonzero(gone > 0.0):
            self._clear(int(index), float(gone[index]))
        self.timers.drop_due(minute)
        self.minute = minute

    # ------------------------------------------------------------------ moving mass
    def _weigh(self, likelihood: Floats) -> None:
        self.mass *= likelihood[:, None]
        self.mass /= self.mass[:, 0].sum()

    def _clear(self, cause: int, share: float) -> None:
        with_it, without_it = self.tables.without[cause]
        moved = self.mass[with_it] * share
        self.mass[with_it] -= moved
        self.mass[without_it] += moved

    def _begin(self, cause: int, chance: float) -> None:
        room, with_it = self.tables.beside[cause]
        moved = self.mass[room] * chance
        self.mass[room] -= moved
        self.mass[with_it] += moved
        self.timers.restart(cause, self.minute)


def message_likelihood(tables: Tables, error: str, noise: float) -> dict[str, float]:
    """Return how probable the reading `error` is under each true message, if one in `noise` is misread."""
    likelihood = dict.fromkeys(tables.errors, noise / (len(tables.errors) - 1))
    likelihood[error] = 1.0 - noise
    return likelihood
