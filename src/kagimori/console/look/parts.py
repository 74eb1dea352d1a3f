"""The values that the template parts lay out; each is worked out here or in a view, and frozen.

A part is chosen by name: `look/_state.html` takes a `State`, `_fact.html` a `Told`, `_countdown.html` a `Countdown`,
`_layers.html` a row of `Bar`, `_traffic_light.html` a `Light`, `_dial.html` a `Dial`, `_tabs.html` a row of `Tab`,
`_keys.html` a `Keys`, `_share.html` a `Share`, `_trail.html` a row of `Line`, `confirm.html` a `Confirm`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from kagimori.console.look.spelling import span

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.facts import Fact, Source

StateKind = Literal["good", "past", "care", "danger", "unknown"]
LightColour = Literal["green", "yellow", "red"]
ICONS: dict[StateKind, str] = {"good": "tick", "past": "tick", "care": "care", "danger": "stop", "unknown": "unknown"}


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


@dataclass(frozen=True, slots=True)
class Told:
    """A fact with who said so and when; `by` is empty where nobody has said anything."""

    state: State
    by: str = ""
    at: datetime | None = None


def told(fact: Fact, *, yes: str, no: str, by: str = "", no_kind: StateKind = "care") -> Told:
    """Return the fact for `look/_fact.html`: `yes` and `no` are its words, `by` the name of the person who said so.

    A no is a matter of care unless `no_kind` says otherwise; unknown is neither good nor bad.
    """
    states = {"yes": State("good", yes), "no": State(no_kind, no), "unknown": State("unknown", _("unknown"))}
    return Told(states[fact.state], said_by(fact.source, by), fact.at)


def said_by(source: Source, name: str = "") -> str:
    """Return in words who says so: Meta, a person (by name where it is known), a mail, an import, Kagimori itself."""
    words = {
        "api": _("Meta"),
        "person": name or _("somebody of the team"),
        "mail": _("a mail from Instagram"),
        "import": _("an imported list"),
        "kagimori": _("Kagimori"),
    }
    return words.get(source, "")


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several pages about the same thing; `count` is None where there is nothing to count."""

    words: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question before a deed that is hard to undo; `points` say what follows from it."""

    title: str
    sentence: str
    word: str
    back: str
    points: tuple[str, ...] = ()
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """How many of a sheet's backup codes are left."""

    word: str
    left: int
    of: int

    @property
    def row(self) -> tuple[bool, ...]:
        """Return one mark for each code: True where it is unused."""
        return tuple(number < self.left for number in range(self.of))


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a whole is done: three of five."""

    word: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline, or of a list of what is to do."""

    words: str
    at: datetime | None = None
    by: str = ""
    why: str = ""
    url: str = ""
    icon: str = ""
