"""Figures of past cases against the article's targets: minutes to recovery, tries before and after a repair, returns.

Only what was lived through counts: a case that is still open has no minutes yet, and tries taken back by `undone`
did happen.  A rate without any case behind it is None, never zero.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case, Event

# What the article calls clearing the cache and synchronising the time.
CACHE_REPAIRS = frozenset({"clear_cache", "reinstall_app"})
CLOCK_REPAIRS = frozenset({"clock_auto_on", "authenticator_sync"})
REFUSED_CODE = "code_invalid"
NINE_TENTHS = 0.9


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes to recovery of some cases, with the article's target; None where there is no case yet."""

    cases: int
    mean: float | None
    p90: float | None
    target: float


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many; `share` is None where there were none."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Return the share, 0 to 1."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One rate before and after a repair, with the target for afterwards."""

    before: Rate
    after: Rate
    target: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that `doctor stats` and the page show.

    `any_cause`, `device` and `setup` follow DOC-03, `cache` (tries that worked) and `clock` (codes refused) DOC-30,
    `returned` DOC-39: closed cases whose first cause had already closed a case of the same account.
    """

    cases: int
    open: int
    recovered: Rate
    handed_off: int
    any_cause: Minutes
    device: Minutes
    setup: Minutes
    cache: BeforeAfter
    clock: BeforeAfter
    returned: Rate


@dataclass(frozen=True, slots=True)
class Own:
    """A figure of one's own cases: `value` in minutes, or a share of 0 to 1, and from how many cases it is."""

    value: float
    cases: int
    unit: Literal["minute", "share"]


def summarise(cases: Iterable[Case], book: Book) -> Summary:
    """Return the figures of these cases."""
    told = [case for case in cases if case.opening is not None]
    closed = [case for case in told if case.closing is not None]
    recovered = [case for case in closed if _outcome(case) == "recovered"]
    figures = book.policy
    return Summary(
        cases=len(told),
        open=len(told) - len(closed),
        recovered=Rate(len(recovered), len(closed)),
        handed_off=sum(_outcome(case) == "hand_off" for case in closed),
        any_cause=_minutes(recovered, figures["target.any"].minutes),
        device=_minutes(
            [case for case in recovered if _layer(case, book) == "device"], figures["target.device"].minutes
        ),
        setup=_minutes([case for case in recovered if _goal(case) == "setup"], figures["target.setup"].minutes),
        cache=_around(told, CACHE_REPAIRS, book, _tries_that_worked, figures["cache.target"].value),
        clock=_around(told, CLOCK_REPAIRS, book, _codes_refused, figures["clock.target"].value),
        returned=_returned(closed),
    )


def own_figures(summary: Summary, enough: int) -> dict[str, Own]:
    """Return the figures of these cases that may stand beside a claim, by its measure; none of fewer than `enough`."""
    minutes = {name: getattr(summary, name) for name in ("any_cause", "device", "setup")}
    rates = {name: getattr(summary, name).after for name in ("cache", "clock")}
    measured = {name: Own(kept.mean, kept.cases, "minute") for name, kept in minutes.items() if kept.mean is not None}
    measured |= {name: Own(rate.share, rate.of, "share") for name, rate in rates.items() if rate.share is not None}
    return {name: own for name, own in measured.items() if own.cases >= enough}


def as_record(summary: Summary) -> dict[str, Any]:
    """Return the figures as JSON takes them, each rate with its share; None where nothing is known."""
    record = asdict(summary)
    for name in ("recovered", "returned"):
        record[name]["share"] = getattr(summary, name).share
    for name in ("cache", "clock"):
        for side in ("before", "after"):
            record[name][side]["share"] = getattr(getattr(summary, name), side).share
    return record


def minutes_of(case: Case) -> float | None:
    """Return the minutes from the first word to recovery, or None where it was not (yet) reached."""
    start, end = case.opening, case.closing
    if start is None or end is None or end.value != "recovered":
        return None
    return (end.at - start.at) / timedelta(minutes=1)


def _minutes(cases: Sequence[Case], target: float) -> Minutes:
    taken = sorted(minutes for case in cases if (minutes := minutes_of(case)) is not None)
    if not taken:
        return Minutes(0, None, None, target)
    return Minutes(len(taken), sum(taken) / len(taken), taken[ceil(NINE_TENTHS * len(taken)) - 1], target)


def _around(
    cases: Sequence[Case],
    repairs: frozenset[str],
    book: Book,
    rate: Callable[[Sequence[Event]], Rate],
    target: float,
) -> BeforeAfter:
    """Split the tries of each case that saw such a repair at its first one."""
    before: list[Event] = []
    after: list[Event] = []
    for case in cases:
        deeds = [event for event in case.events if event.kind == "did"]
        first = next((i for i, event in enumerate(deeds) if event.id in repairs and event.value == "worked"), None)
        if first is not None:
            before += [event for event in deeds[:first] if event.id in book.attempts]
            after += [event for event in deeds[first:] if event.id in book.attempts]
    return BeforeAfter(rate(before), rate(after), target)


def _tries_that_worked(tries: Sequence[Event]) -> Rate:
    made = [event for event in tries if event.value in ("worked", "failed")]
    return Rate(sum(event.value == "worked" for event in made), len(made))


def _codes_refused(tries: Sequence[Event]) -> Rate:
    made = [event for event in tries if event.value in ("worked", "failed")]
    return Rate(sum(event.error == REFUSED_CODE for event in made), len(made))


def _returned(closed: Sequence[Case]) -> Rate:
    seen: set[tuple[str, str]] = set()
    again = known = 0
    for case in sorted(closed, key=lambda case: case.events[-1].at):
        account, cause = _account(case), _first_cause(case)
        if account and cause:
            known += 1
            again += (account, cause) in seen
            seen.add((account, cause))
    return Rate(again, known)


def _outcome(case: Case) -> str:
    return case.closing.value if case.closing else ""


def _goal(case: Case) -> str:
    # A goal asked for later stands in a later opening; the newest one counts.
    opened = [event for event in case.events if event.kind == "opened"]
    return str(opened[-1].more.get("goal", "")) if opened else ""


def _account(case: Case) -> str:
    return str(case.opening.more.get("account", "")) if case.opening else ""


def _first_cause(case: Case) -> str:
    causes = case.closing.more.get("causes", ()) if case.closing else ()
    return str(causes[0]) if causes else ""


def _layer(case: Case, book: Book) -> str:
    cause = book.causes.get(_first_cause(case))
    return cause.layer if cause else ""
