"""Circumstances that open or close ways round: codes at hand, a co-administrator, another device.

They are small independent chances beside the belief about causes.  Answers move them with the noise of answers; what
an attempt shows (`not_possible` is always true) settles them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Action, Book, Observation

# After a code was used up there is usually another one on the sheet.
ANOTHER_CODE = 0.85


@dataclass(slots=True)
class Circumstances:
    """What is at hand, as chances; some is known.

    `inside`: logged in on this phone.  `reset`: a co-admin is through.  `key`: the team keeps the account's
    authenticator key, and this person may see its codes.
    """

    chance: dict[str, float]
    providable: frozenset[str] = frozenset()
    inside: bool = False
    reset: bool = False
    key: bool = False

    @classmethod
    def at_first(cls, book: Book, *, inside: bool) -> Circumstances:
        """Return what holds before anything is known."""
        providable = frozenset(fact for action in book.actions.values() for fact in action.provides)
        return cls({name: fact.chance for name, fact in book.facts.items()}, providable, inside)

    def copy(self) -> Circumstances:
        """Return a copy that can be changed apart."""
        return replace(self, chance=dict(self.chance))

    def have(self, need: str) -> float:
        """Return the chance that a need is met."""
        if need == "inside":
            return float(self.inside)
        if need == "reset":
            return float(self.reset)
        if need == "key":
            return float(self.key)
        if need == "logged_in":
            return 1.0 if self.inside else self.chance["elsewhere"]
        return self.chance[need]

    def possible(self, action: Action) -> float:
        """Return the chance that an action can be carried out, once what a step can provide has been provided."""
        return self._chance(action, tuple(need for need in action.needs if need not in self.providable))

    def missing(self, action: Action) -> str | None:
        """Return a need that a step should provide first, since it is more likely missing than not; None otherwise."""
        needs = (need for need in action.needs if need in self.providable)
        return next((need for need in needs if self.have(need) < 1.0 - self.have(need)), None)

    def _chance(self, action: Action, needs: tuple[str, ...]) -> float:
        met = 1.0 - action.refused
        for need in needs:
            met *= self.have(need)
        return met

    def answered(self, observation: Observation, value: str) -> None:
        """Move the fact that an answer speaks of; `unknown` moves nothing."""
        if observation.fact is not None and value in observation.values:
            self.chance[observation.fact] = self.after_answer(observation, value)

    def after_answer(self, observation: Observation, value: str) -> float:
        """Return the chance of the observation's fact once `value` was answered."""
        assert observation.fact is not None
        no = next(iter(observation.values))
        wrong = observation.wrong
        yes_chance = self.chance[observation.fact] * (wrong if value == no else 1 - wrong)
        no_chance = (1 - self.chance[observation.fact]) * (1 - wrong if value == no else wrong)
        return yes_chance / (yes_chance + no_chance)

    def was_possible(self, action: Action) -> None:
        """Settle what an action needed: it was carried out."""
        for need in action.needs:
            if (fact := self._fact(need)) is not None:
                self.chance[fact] = 1.0
        for fact in action.provides:
            self.chance[fact] = 1.0
        if action.id == "login_backup":
            self.chance["codes"] = ANOTHER_CODE

    def was_impossible(self, action: Action) -> None:
        """Blame what an action needed, by how far each need was in doubt; where none was, all of it."""
        before = self._chance(action, action.needs)
        for need in action.needs:
            if (fact := self._fact(need)) is not None:
                had = self.chance[fact]
                self.chance[fact] = max(0.0, had - before) / (1.0 - before) if before < 1.0 else 0.0

    def _fact(self, need: str) -> str | None:
        if need == "logged_in":
            return None if self.inside else "elsewhere"
        return need if need in self.chance else None
