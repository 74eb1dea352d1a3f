"""The first step after hearing somebody: a safe one wherever it might be somebody who is harmed by the usual advice.

Whoever was hijacked or disabled, or has lost the phone or the number, is never told first about caches, clocks,
filters, VPNs, restarts or updates.  While one of these has a share worth naming, the step is a way back for it or a
question; the usual repairs come first only where the words themselves speak for them.
Which cause leads where is data: `knowledge/data/phrases/basis.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

StepKind = Literal["ask", "probe", "page", "attempt", "repair", "bypass", "route"]


@dataclass(frozen=True, slots=True)
class FirstStep:
    """The id of an observation, an action or a route, and what kind of step it is."""

    id: str
    kind: StepKind


@dataclass(frozen=True, slots=True)
class Routes:
    """Where each cause leads first.

    `steps`: the step of a cause that stands clear of the others.  `dangers`: the causes whose people are harmed, each
    with the question that tells whether it is that.  `noticed`: the share from which such a cause counts as possible.
    `sure`: the share from which a cause's own step is taken without asking first; `surer`: the same for steps on the
    phone itself, probes and repairs, which harm where the hearing was wrong.  `opening`: the question where the
    words say nothing, that is, where no cause has a share of `spread`.
    """

    steps: Mapping[str, FirstStep]
    dangers: Mapping[str, FirstStep]
    noticed: float
    sure: float
    surer: float
    spread: float
    opening: FirstStep

    def dangers_in(self, causes: Mapping[str, float]) -> frozenset[str]:
        """Return the dangerous causes that the words leave possible."""
        return frozenset(cause for cause in self.dangers if causes[cause] >= self.noticed)


def choose(routes: Routes, causes: Mapping[str, float], dangers: frozenset[str]) -> FirstStep:
    """Return the first step for these shares (most probable first).

    Causes that lead to the same step speak for it together; a step of any other kind waits until no danger is left.
    """
    first = next(iter(causes))
    step = routes.steps[first]
    share = sum(causes[cause] for cause in causes if routes.steps[cause] == step)
    if causes[first] < routes.spread:
        return routes.opening
    needed = routes.surer if step.kind in ("probe", "repair") else routes.sure
    if share >= needed and (not dangers or first in routes.dangers):
        return step
    if dangers:
        return routes.dangers[max(sorted(dangers), key=lambda cause: causes[cause])]
    return routes.opening
