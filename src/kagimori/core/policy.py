"""The article's and the platform's figures, as typed values that carry their source.

The numbers themselves stand in `knowledge/data/policy.toml`; nothing here or above writes one down again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Basis = Literal["article", "vendor", "standard", "measured", "ours"]
Verdict = Literal["confirmed", "contradicted", "partly", "unverified"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with where it comes from; `row` is the ledger row, or None where no row speaks of it."""

    id: str
    value: float
    unit: str
    row: str | None
    basis: Basis
    verdict: Verdict
    source: str
    checked: date

    @property
    def span(self) -> timedelta:
        """Return the figure as a time span; raises ValueError where its unit is no unit of time."""
        if self.unit not in ("second", "minute", "hour", "day"):
            raise ValueError(f"{self.id} is counted in {self.unit}")
        return timedelta(**{f"{self.unit}s": self.value})

    @property
    def minutes(self) -> float:
        """Return the figure in minutes; raises ValueError where its unit is no unit of time."""
        return self.span / timedelta(minutes=1)

    @property
    def count(self) -> int:
        """Return the figure as a whole number."""
        return int(self.value)


class Policy(dict[str, Figure]):
    """Every figure by its id, such as `sms.resend_gap`; a missing id is a KeyError at the first use."""
