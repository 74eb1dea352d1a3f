"""The present step as the page shows it: what, why now, how long, where, how to undo, and the answers as buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.doctor.pages import words
from kagimori.console.doctor.pages.carriers import CarrierLine, carrier_lines
from kagimori.console.look.parts import Countdown, countdown
from kagimori.core.doctor.book import GOALS, METHODS

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.doctor.pages.books import Books
    from kagimori.core.doctor.advise import Step
    from kagimori.core.doctor.book import Action, Book, Observation
    from kagimori.core.doctor.guides import Guide, MenuPath, Os
    from kagimori.core.text import Lang

# The questions that the doctor asks before the book can answer.
OPENING = {"goal": GOALS, "method": METHODS}
_MINUTE = timedelta(minutes=1)
_NOTHING: dict[str, object] = {"lines": (), "place": None, "before": (), "after": (), "dont": ()}


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it says and what it sends."""

    value: str
    label: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the switch is: the path, the day somebody looked, and the other way for who does not find it."""

    words: str
    checked: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the language, the system in the hand, and the moment."""

    lang: Lang
    os: Os
    now: datetime


@dataclass(frozen=True, slots=True)
class StepPage:
    """Everything about one step; empty texts and tuples are left out by the template."""

    template: str
    kind: str
    id: str
    kind_word: str
    icon: str
    heading: str
    what: str
    why: tuple[str, ...]
    minutes: float
    lines: tuple[str, ...]
    place: Place | None
    undo: str
    risk: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    dont: tuple[str, ...]
    choices: tuple[Choice, ...]
    wait: Countdown | None = None
    failing: tuple[Choice, ...] = ()
    has_guide: bool = False
    carriers: tuple[CarrierLine, ...] = ()
    is_try: bool = False


def step_page(step: Step, books: Books, reader: Reader) -> StepPage:
    """Return the page's part for `step`; a finished case has its own part (`ending`)."""
    book, guides = books.book, books.guides
    why = tuple(books.sayings.why(reason, book, reader.lang) for reason in step.reasons)
    if step.kind == "wait":
        return _wait(step, why, reader)
    if step.id in OPENING:
        return _opening(step, why)
    guide = guides.get(step.id)
    if step.kind == "observe":
        return _observe(step, book.observations[step.id], why, guide, reader)
    return _act(step, book.actions[step.id], why, guide, book, reader)


def _observe(step: Step, seen: Observation, why: tuple[str, ...], guide: Guide | None, reader: Reader) -> StepPage:
    choices = [Choice(value, label.to(reader.lang)) for value, label in seen.values.items()]
    return StepPage(
        template="doctor/_observe.html",
        kind="observe",
        kind_word=words.kind_of(seen.kind),
        icon={"ask": "message", "probe": "phone", "page": "eye"}[seen.kind],
        heading=seen.words.to(reader.lang),
        choices=(*choices, Choice("unknown", _("I do not know"))),
        carriers=carrier_lines(step.id, reader.lang),
        **_common(step, why, guide, reader),
    )


def _act(step: Step, action: Action, why: tuple[str, ...], guide: Guide | None, book: Book, reader: Reader) -> StepPage:
    attempt = action.kind == "attempt"
    messages = [Choice(error, label.to(reader.lang)) for error, label in book.errors.items()] if attempt else []
    return StepPage(
        template="doctor/_attempt.html" if attempt else "doctor/_repair.html",
        kind="act",
        kind_word=words.kind_of(action.kind),
        icon={"attempt": "key", "bypass": "forward", "route": "forward"}.get(action.kind, "switch"),
        heading=action.words.to(reader.lang),
        choices=_outcomes(attempt=attempt),
        failing=tuple(messages),
        carriers=carrier_lines(step.id, reader.lang),
        is_try=attempt,
        **_common(step, why, guide, reader),
    )


def _outcomes(*, attempt: bool) -> tuple[Choice, ...]:
    if attempt:
        return (Choice("worked", _("It worked"), first=True), Choice("not_possible", _("I cannot do this")))
    return (
        Choice("worked", _("Done"), first=True),
        Choice("no_change", _("It was like that already")),
        Choice("not_possible", _("I cannot do this")),
    )


def _opening(step: Step, why: tuple[str, ...]) -> StepPage:
    say = words.goal if step.id == "goal" else words.method
    return StepPage(
        template="doctor/_observe.html",
        kind="observe",
        kind_word=words.kind_of("ask"),
        icon="message",
        heading=words.question(step.id),
        choices=tuple(Choice(value, say(value)) for value in OPENING[step.id]),
        **_common(step, why, None, None),
    )


def _wait(step: Step, why: tuple[str, ...], reader: Reader) -> StepPage:
    until = step.until or reader.now
    begun = None if step.until is None else until - step.minutes * _MINUTE
    return StepPage(
        template="doctor/_wait.html",
        kind="wait",
        kind_word=words.kind_of("wait"),
        icon="clock",
        heading=_("Waiting is the fastest way now"),
        choices=(),
        wait=countdown(_("Time until the next step"), until, reader.now, begun=begun, reloads=True),
        **_common(step, why, None, None),
    )


def _common(step: Step, why: tuple[str, ...], guide: Guide | None, reader: Reader | None) -> dict[str, object]:
    shared: dict[str, object] = {"id": step.id, "why": why, "minutes": step.minutes}
    if guide is None or reader is None:
        return shared | dict.fromkeys(("what", "undo", "risk"), "") | _NOTHING
    lang = reader.lang
    return shared | {
        "what": guide.what.to(lang),
        "undo": guide.undo.to(lang) if step.kind == "act" else "",
        "risk": guide.risk.to(lang) if guide.risk else "",
        "lines": guide.steps(reader.os, lang),
        "place": place(guide.path(reader.os), lang),
        "before": tuple(line.to(lang) for line in guide.before),
        "after": tuple(line.to(lang) for line in guide.after),
        "dont": tuple(line.to(lang) for line in guide.dont),
        "has_guide": True,
    }


def place(path: MenuPath | None, lang: Lang) -> Place | None:
    """Return where the switch is, or None where the step needs no path."""
    if path is None:
        return None
    seen = _("Checked on %(day)s, for %(version)s") % {"day": f"{path.proof.checked:%Y-%m-%d}", "version": path.version}
    return Place(path.words.to(lang), seen, path.otherwise.to(lang))
