"""The types of claims: what is said about two-step verification, and what came of checking it.

`knowledge.load_claims()` fills them from `knowledge/data/claims.toml`.  A claim that is contradicted is shown when
somebody asks for it, as often said but wrong, and is never a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kagimori.core.doctor.guides import Proof
    from kagimori.core.text import Text

# In `causes`: the claim is about every cause.
EVERY = "*"
# The figures of `core.doctor.stats.Summary` that may stand beside a claim.
MEASURES = ("any_cause", "device", "setup", "cache", "clock")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: what is `said`, and what was `found`.

    `figures` are ids of policy; `causes` are those that it speaks of; `measured_by` is one of MEASURES, the
    figure of the team's own cases that may stand beside it, or None where cases cannot tell.
    """

    id: str
    said: Text
    found: Text
    proof: Proof
    rows: tuple[str, ...]
    causes: tuple[str, ...]
    figures: tuple[str, ...]
    measured_by: str | None

    @property
    def is_wrong(self) -> bool:
        """Return whether it is contradicted: often said, but wrong."""
        return self.proof.verdict == "contradicted"


class Claims(dict[str, Claim]):
    """Every claim by its id."""

    def for_cause(self, cause: str) -> tuple[Claim, ...]:
        """Return the claims that speak of this cause, those about every cause included."""
        return tuple(claim for claim in self.values() if cause in claim.causes or EVERY in claim.causes)
