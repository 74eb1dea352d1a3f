"""The values that the template parts lay out; each is worked out here or in a view, and frozen.

A part is chosen by name: `look/_state.html` takes a `State`, `_countdown.html` a `Countdown`, `_layers.html` a row of
`Bar`, `_traffic_light.html` a `Light`, `_dial.html` a `Dial`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kagimori.console.look.spelling import span

if TYPE_CHECKING:
    from datetime import datetime

StateKind = Literal["good", "care", "danger", "unknown"]
LightColour = Literal["green", "yellow", "red"]
ICONS: dict[StateKind, str] = {"good": "tick", "care": "care", "danger": "stop", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class State:
    """A state as a word; the colour and the picture only repeat it."""

    kind: StateKind
    word: str

    @property
    def icon(self) -> str:
        """Return the name of the picture."""
        return ICONS[self.kind]


@dataclass(frozen=True, slots=True)
class Countdown:
    """A wait with its end; `left` is what a page without JavaScript says."""

    label: str
    until: datetime
    total_seconds: int
    gone_seconds: int
    left: str
    reloads: bool = False


def countdown(
    label: str, until: datetime, now: datetime, *, begun: datetime | None = None, reloads: bool = False
) -> Countdown:
    """Return the wait that ends at `until`; its bar starts at `begun`, or now."""
    left = max(0, round((until - now).total_seconds()))
    total = max(1, left, round((until - (begun or now)).total_seconds()))
    return Countdown(label, until, total, total - left, span(left), reloads)


@dataclass(frozen=True, slots=True)
class Bar:
    """One share of a whole, in percent."""

    word: str
    percent: int
    first: bool = False


@dataclass(frozen=True, slots=True)
class Light:
    """A traffic light: which lamp is lit, its word and what follows from it."""

    colour: LightColour
    word: str
    sentence: str
    aside: str = ""

    @property
    def go(self) -> str:
        """Return the mark of the green lamp's state."""
        return " lit" if self.colour == "green" else ""

    @property
    def slow(self) -> str:
        """Return the mark of the yellow lamp's state."""
        return " lit" if self.colour == "yellow" else ""

    @property
    def stop(self) -> str:
        """Return the mark of the red lamp's state."""
        return " lit" if self.colour == "red" else ""
