"""What hearing knows, as frozen types: facts that a text may say, what follows from several, and the causes.

The numbers are natural logarithms of likelihood ratios; the words, phrases and worded strengths behind them are data,
loaded by `kagimori.knowledge.phrases`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.hear_phrases import Denial, Phrase
    from kagimori.core.doctor.hear_spelling import Vocabulary
    from kagimori.core.doctor.hear_step import Routes
    from kagimori.core.text import Lang


@dataclass(frozen=True, slots=True)
class Speaks:
    """For and against what something heard speaks: causes, errors, goals and methods by id."""

    causes: Mapping[str, float]
    errors: Mapping[str, float]
    goals: Mapping[str, float]
    methods: Mapping[str, float]

    @property
    def loudest(self) -> str | None:
        """Return the cause for which it speaks most, or None where it speaks for none."""
        cause = max(self.causes, key=lambda name: self.causes[name], default=None)
        return cause if cause is not None and self.causes[cause] > 0 else None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a text says where it holds one of `phrases`."""

    id: str
    phrases: tuple[Phrase, ...]
    speaks: Speaks


@dataclass(frozen=True, slots=True)
class Joint:
    """A fact that follows where one fact of each group of `when` is there and none of `unless`."""

    id: str
    when: tuple[frozenset[str], ...]
    unless: frozenset[str]
    speaks: Speaks

    def follows_from(self, facts: set[str]) -> bool:
        """Say whether it follows from these facts."""
        return not self.unless & facts and all(group & facts for group in self.when)


@dataclass(frozen=True, slots=True)
class Kind:
    """A cause as hearing knows it: its layer, and how usual it is (a natural logarithm)."""

    id: str
    layer: str
    usual: float


@dataclass(frozen=True, slots=True)
class Phrases:
    """All that hearing knows.

    `joints` stand in an order in which none follows from a later one.  `rewrites` turn short and slang forms into the
    usual ones.  `cap` is the most that all facts together may say for or against one cause.  `faint` facts, single
    words that lean one way, count only where no cause has a share of `faint_below` without them.
    """

    kinds: tuple[Kind, ...]
    facts: tuple[Fact, ...]
    joints: tuple[Joint, ...]
    denials: Mapping[Lang, Denial]
    vocabulary: Mapping[Lang, Vocabulary]
    rewrites: Mapping[str, str]
    routes: Routes
    cap: float
    faint: tuple[Fact, ...]
    faint_below: float
