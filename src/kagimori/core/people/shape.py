"""The shape of an account's team: one owner, two admins, one ads operator, so that nobody's absence locks all out.

Who is counted is the caller's matter; the figures come from the policy (PPL-02).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.policy import Figure

Layer = Literal["owner", "admin", "ads"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How many people there are in each of the three layers."""

    owners: int
    admins: int
    ads: int

    @property
    def layers(self) -> tuple[tuple[Layer, int], ...]:
        """Return each layer with its number, from the top."""
        return (("owner", self.owners), ("admin", self.admins), ("ads", self.ads))


@dataclass(frozen=True, slots=True)
class Gap:
    """A layer with fewer people than it should have."""

    layer: Layer
    has: int
    wanted: int

    @property
    def missing(self) -> int:
        """Return how many people are missing."""
        return self.wanted - self.has


def wanted_by(policy: Mapping[str, Figure]) -> Shape:
    """Return the shape that the policy asks for."""
    return Shape(policy["people.owners"].count, policy["people.admins"].count, policy["people.ads"].count)


def judge(has: Shape, wanted: Shape) -> tuple[Gap, ...]:
    """Return the layers that are too thin, from the top; more people than wanted are no gap."""
    asked = dict(wanted.layers)
    return tuple(Gap(layer, count, asked[layer]) for layer, count in has.layers if count < asked[layer])
