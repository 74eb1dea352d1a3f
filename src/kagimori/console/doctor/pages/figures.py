"""Figures of past cases as tables and a chart; a figure without a case behind it is a dash, never zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kagimori.core.doctor.stats import BeforeAfter, Minutes, Rate, Summary

NOTHING = "–"
WIDTH, LEFT, ROW, BAR = 620, 170, 62, 16


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """Minutes to recovery against a target, already spelled."""

    name: str
    cases: int
    mean: str
    p90: str
    target: str


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate before and after a repair against a target, already spelled."""

    name: str
    before: str
    after: str
    target: str


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar of the chart: where it stands, how long it is, and its figure."""

    y: int
    width: int
    word: str
    text_x: int
    text_y: int
    kind: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One line of the chart: two bars and the target's mark."""

    name: str
    name_y: int
    bars: tuple[ChartBar, ...]
    goal_x: int
    goal_y1: int
    goal_y2: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything that the chart's SVG lays out."""

    height: int
    left: int
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Everything that `doctor/stats.html` lays out; `chart` is None while there is nothing to draw."""

    cases: int
    open: int
    handed_off: int
    recovered: str
    returned: str
    minutes: tuple[MinutesRow, ...]
    rates: tuple[RateRow, ...]
    chart: Chart | None
    platform: None = None


def figures_page(summary: Summary) -> FiguresPage:
    """Return the page for these figures."""
    named = _named(summary)
    drawn = [(name, minutes) for name, minutes in named if minutes.cases]
    return FiguresPage(
        cases=summary.cases,
        open=summary.open,
        handed_off=summary.handed_off,
        recovered=_share(summary.recovered),
        returned=_share(summary.returned),
        minutes=tuple(_minutes_row(name, minutes) for name, minutes in named),
        rates=(
            _rate_row(_("Tries that worked, before and after clearing the cache"), summary.cache, "≥"),
            _rate_row(_("Codes refused, before and after setting the clock"), summary.clock, "<"),
        ),
        chart=_chart(drawn) if drawn else None,
    )


def _named(summary: Summary) -> tuple[tuple[str, Minutes], ...]:
    return (
        (_("All cases"), summary.any_cause),
        (_("Phone and app"), summary.device),
        (_("Set-up"), summary.setup),
    )


def _minutes_row(name: str, minutes: Minutes) -> MinutesRow:
    mean = NOTHING if minutes.mean is None else f"{minutes.mean:.0f}"
    p90 = NOTHING if minutes.p90 is None else f"{minutes.p90:.0f}"
    return MinutesRow(name, minutes.cases, mean, p90, f"{minutes.target:.0f}")


def _rate_row(name: str, rates: BeforeAfter, sign: str) -> RateRow:
    return RateRow(name, _share(rates.before), _share(rates.after), f"{sign} {rates.target:.0%}")


def _share(rate: Rate) -> str:
    return NOTHING if rate.share is None else f"{rate.share:.0%} ({rate.hits}/{rate.of})"


def _chart(drawn: list[tuple[str, Minutes]]) -> Chart:
    longest = max(max(minutes.p90 or 0, minutes.target) for _name, minutes in drawn)
    scale = (WIDTH - LEFT - 60) / longest
    rows = tuple(_chart_row(place, name, minutes, scale) for place, (name, minutes) in enumerate(drawn))
    return Chart(height=ROW * len(rows) + 10, left=LEFT, rows=rows)


def _chart_row(place: int, name: str, minutes: Minutes, scale: float) -> ChartRow:
    top = ROW * place + 10
    figures = ((minutes.mean or 0, "chart-bar"), (minutes.p90 or 0, "chart-bar-soft"))
    bars = tuple(
        ChartBar(
            y=top + line * (BAR + 4),
            width=max(2, round(figure * scale)),
            word=f"{figure:.0f}",
            text_x=LEFT + max(2, round(figure * scale)) + 6,
            text_y=top + line * (BAR + 4) + 13,
            kind=kind,
        )
        for line, (figure, kind) in enumerate(figures)
    )
    goal = LEFT + round(minutes.target * scale)
    return ChartRow(name, top + 22, bars, goal, top - 4, top + 2 * BAR + 8)
