"""Truth with three states: yes, no or unknown, each with who says so and since when.

Unknown never counts as passing and never as failing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

State = Literal["yes", "no", "unknown"]
STATES: tuple[State, ...] = ("yes", "no", "unknown")
Source = Literal["", "api", "person", "mail", "import", "kagimori"]
SOURCES: tuple[Source, ...] = ("", "api", "person", "mail", "import", "kagimori")


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer; `source` is empty and `at` None exactly where nobody has said anything."""

    state: State = "unknown"
    source: Source = ""
    # Who said it, as an opaque id; empty where it was no person.
    by: str = ""
    at: datetime | None = None

    @property
    def passes(self) -> bool:
        """Return whether the answer is a known yes."""
        return self.state == "yes"

    @property
    def fails(self) -> bool:
        """Return whether the answer is a known no."""
        return self.state == "no"


UNKNOWN = Fact()
