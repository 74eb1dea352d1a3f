"""One thing that needs doing: what, where, and how long it takes or until when it can wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["danger", "care", "plain"]
PLACES: dict[Kind, int] = {"danger": 0, "care": 1, "plain": 2}


@dataclass(frozen=True, slots=True)
class Todo:
    """One line of the desk; `minutes` is how long it takes, about, and 0 where there is only waiting to do."""

    words: str
    detail: str
    url: str
    icon: str
    kind: Kind = "plain"
    minutes: int = 0

    @property
    def place(self) -> int:
        """Return where it stands among the others."""
        return PLACES[self.kind]
