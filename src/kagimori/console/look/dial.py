"""A dial for a clock's drift: a half circle from far behind to far ahead, and a needle.

The geometry only; which drift is harmless comes in from the policy.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

CENTRE_X, CENTRE_Y = 120.0, 120.0
RIM = 92.0
NEEDLE = 78.0
MARK_INNER, MARK_OUTER, MARK_TEXT = 80.0, 88.0, 66.0
LOWEST_TEXT = 113.0  # clear of the base line

Zone = Literal["safe", "edge", "off"]


@dataclass(frozen=True, slots=True)
class Arc:
    """A coloured piece of the rim."""

    kind: Zone
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stroke on the rim and its number."""

    x1: float
    y1: float
    x2: float
    y2: float
    text_x: float
    text_y: float
    word: str


@dataclass(frozen=True, slots=True)
class Dial:
    """Everything that `look/_dial.html` lays out; `word` is what a screen reader says."""

    word: str
    arcs: tuple[Arc, ...]
    marks: tuple[Mark, ...]
    needle_x: float
    needle_y: float


def dial(word: str, offset_s: float, *, safe_s: float, edge_s: float) -> Dial:
    """Return the dial for a clock that is `offset_s` seconds ahead (negative: behind).

    The rim is green up to `safe_s`, amber up to `edge_s`, red beyond; it ends at three times `edge_s`, where the
    needle stays.
    """
    end = 3 * edge_s
    cuts: list[tuple[float, float, Zone]] = [
        (-end, -edge_s, "off"),
        (-edge_s, -safe_s, "edge"),
        (-safe_s, safe_s, "safe"),
    ]
    cuts += [(safe_s, edge_s, "edge"), (edge_s, end, "off")]
    arcs = tuple(Arc(kind, _arc(low / end, high / end)) for low, high, kind in cuts)
    marks = tuple(
        _mark(second / end, f"{second:+.0f}" if second else "0") for second in (-end, -edge_s, 0.0, edge_s, end)
    )
    x, y = _point(max(-1.0, min(1.0, offset_s / end)), NEEDLE)
    return Dial(word, arcs, marks, x, y)


def _point(part: float, radius: float) -> tuple[float, float]:
    """Return the point at `part` of the way from the middle (0) to the right end (1) or the left (-1)."""
    angle = pi / 2 - part * pi / 2
    return round(CENTRE_X + radius * cos(angle), 1), round(CENTRE_Y - radius * sin(angle), 1)


def _arc(low: float, high: float) -> str:
    (x1, y1), (x2, y2) = _point(low, RIM), _point(high, RIM)
    return f"M{x1} {y1}A{RIM} {RIM} 0 0 1 {x2} {y2}"


def _mark(part: float, word: str) -> Mark:
    text_x, text_y = _point(part, MARK_TEXT)
    return Mark(*_point(part, MARK_INNER), *_point(part, MARK_OUTER), text_x, min(text_y, LOWEST_TEXT), word)
