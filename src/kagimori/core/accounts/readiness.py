"""Whether work on an account goes round the clock (PPL-12): backup codes, co-admins, the renewal of connections.

Each of the three is yes, no or unknown, with who says so and since when.  Meta has no interface that would tell; people
say it, and of co-admins Kagimori counts what people have noted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kagimori.core.people.facts import UNKNOWN, Fact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# The ways to the second step that an account may have.
Method = Literal["app", "sms", "whatsapp", "backup_codes"]
METHODS: tuple[Method, ...] = ("app", "sms", "whatsapp", "backup_codes")
# What else people say of an account.
FACTS: tuple[str, ...] = (*METHODS, "codes_kept", "api_renewal", "virtual_card")
Part = Literal["codes", "co_admins", "api"]
PARTS: tuple[Part, ...] = ("codes", "co_admins", "api")


@dataclass(frozen=True, slots=True)
class Readiness:
    """The three parts."""

    codes: Fact
    co_admins: Fact
    api: Fact

    def of(self, part: Part) -> Fact:
        """Return one part by its name."""
        return {"codes": self.codes, "co_admins": self.co_admins, "api": self.api}[part]

    @property
    def ready(self) -> bool:
        """Return whether all three are known to be there."""
        return all(self.of(part).passes for part in PARTS)

    @property
    def first_gap(self) -> Part | None:
        """Return what to do first: what is known to be missing, then what nobody knows; None where all is there."""
        lacking = [part for part in PARTS if self.of(part).fails]
        unknown = [part for part in PARTS if self.of(part).state == "unknown"]
        return next(iter(lacking + unknown), None)


def readiness(facts: Mapping[str, Fact], co_admins: int, counted_at: datetime | None, *, wanted: int) -> Readiness:
    """Return the board; `counted_at` is when a grant was last noted, None where nobody has noted any."""
    state: Literal["yes", "no"] = "yes" if co_admins >= wanted else "no"
    counted = UNKNOWN if counted_at is None else Fact(state, "kagimori", "", counted_at)
    return Readiness(facts.get("codes_kept", UNKNOWN), counted, facts.get("api_renewal", UNKNOWN))
