"""A notice ready to be sent, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import timedelta

# refused: the other side said no for good; failed: it may work later; unsure: it may have arrived, or not.
State = Literal["sent", "failed", "refused", "unsure"]


@dataclass(frozen=True, slots=True)
class Message:
    """What, what to do, and where; `mark` is the visible number, alike on every copy of the same notice.

    `url` is empty where the console has no address that others could open.
    """

    title: str
    todo: str
    mark: str
    url: str = ""
    button: str = ""

    @property
    def body(self) -> str:
        """Return everything below the title, as plain text."""
        return "\n".join(part for part in (self.todo, self.url, self.mark) if part)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try; `problem` is a word of ours, `again_in` how long the other side asks us to wait."""

    state: State
    problem: str = ""
    again_in: timedelta | None = None
