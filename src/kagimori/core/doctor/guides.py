"""The types of the guides: how a person does a step, on which system, in which language.

`knowledge.load_guides()` fills them from `knowledge/data/guides/*.toml` and `menu_paths.toml`.  A guide has the id of
the observation or action that it explains; a recovery guide has an id of its own and names its causes.  What a
step costs stands in the book (`book.actions[id].minutes`), never here, except where the book does not know the step.

    guide = load_guides()["vpn_off"]
    guide.steps("ios", "ja")      # what to do, at least one sentence, also where the system lacks the switch
    guide.way("ios").state        # "steps", "not_there" (the system has no such thing) or "not_known" (we do not know)
    guide.path("ios")             # MenuPath or None: .words, .otherwise ("this is not on my screen"), .proof.checked
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kagimori.core.policy import Basis, Verdict
    from kagimori.core.text import Lang, Text

Os = Literal["ios", "android", "web"]
OSES: tuple[Os, ...] = ("ios", "android", "web")
State = Literal["steps", "not_there", "not_known"]
GuideKind = Literal["look", "do", "recover", "keep"]


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a fact comes from, what came of checking it, and the day it was looked at."""

    basis: Basis
    verdict: Verdict
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class MenuPath:
    """Where a switch stands on one system.

    `words` is the path, or the sentence that there is none (`state`); `otherwise` is the other way for a person who
    does not find it; `version` names the system version that the path was written for.
    """

    id: str
    os: Os
    state: State
    words: Text
    otherwise: Text
    version: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Way:
    """What to do on one system; `lines` is never empty: where there are no steps it says so, and what to do instead."""

    os: Os
    state: State
    lines: tuple[Text, ...]
    path: MenuPath | None


@dataclass(frozen=True, slots=True)
class GuideWait:
    """How long it takes until others act: from `low_minutes` to `high_minutes`, both None where nobody can tell."""

    low_minutes: float | None
    high_minutes: float | None
    words: Text


@dataclass(frozen=True, slots=True)
class Guide:
    """One step or one way back, as it is told to a person.

    `what` it does, in one plain sentence; `why` it may help; `undo`; `risk` or None; `before` must be true or done
    first; `after` must not be forgotten; `dont` is what makes it worse.  Only recovery guides have a `title`, their
    `causes`, a `wait` and a `way_out` for when nothing helps.  `minutes` is None where the book has them.
    """

    id: str
    kind: GuideKind
    what: Text
    why: Text
    undo: Text
    risk: Text | None
    before: tuple[Text, ...]
    after: tuple[Text, ...]
    dont: tuple[Text, ...]
    ways: Mapping[Os, Way]
    proof: Proof
    rows: tuple[str, ...] = ()
    title: Text | None = None
    causes: tuple[str, ...] = ()
    wait: GuideWait | None = None
    way_out: Text | None = None
    minutes: float | None = None

    def way(self, os: Os) -> Way:
        """Return the way for this system; there is always one."""
        return self.ways[os]

    def steps(self, os: Os, lang: Lang) -> tuple[str, ...]:
        """Return the sentences to follow on this system, in order."""
        return tuple(line.to(lang) for line in self.ways[os].lines)

    def state(self, os: Os) -> State:
        """Return whether there are steps, the system has no such thing, or we do not know."""
        return self.ways[os].state

    def path(self, os: Os) -> MenuPath | None:
        """Return the menu path of this system, or None where the step needs none."""
        return self.ways[os].path


class Guides(dict[str, Guide]):
    """Every guide by its id, in the order of the files; a missing id is a KeyError."""

    def for_cause(self, cause: str) -> tuple[Guide, ...]:
        """Return the recovery guides for this cause, the most fitting first; empty where the usual steps suffice."""
        fitting = [guide for guide in self.values() if cause in guide.causes]
        return tuple(sorted(fitting, key=lambda guide: guide.causes.index(cause)))
