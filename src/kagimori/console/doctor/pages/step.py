"""The present step as the page shows it: what, why now, how long, and the answers as buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.doctor.pages import words
from kagimori.console.doctor.pages.carriers import carrier_lines
from kagimori.console.doctor.pages.guidance import guidance
from kagimori.console.look.parts import countdown

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.doctor.pages.books import Books
    from kagimori.console.doctor.pages.carriers import CarrierLine
    from kagimori.console.doctor.pages.guidance import Guidance
    from kagimori.console.look.parts import Countdown
    from kagimori.core.doctor.advise import Step
    from kagimori.core.doctor.book import Action, Observation
    from kagimori.core.doctor.guides import Os
    from kagimori.core.text import Lang

# The questions that the doctor asks before the book can answer.
MINUTE = timedelta(minutes=1)
ICONS = {"ask": "message", "probe": "phone", "page": "eye", "attempt": "key", "bypass": "forward", "route": "forward"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One button: what it says and what it sends."""

    value: str
    label: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the language, the system in the hand, and the moment."""

    lang: Lang
    os: Os
    now: datetime


@dataclass(frozen=True, slots=True)
class StepPage:
    """Everything about one step; `template` lays it out, `failing` are the messages that a failed try may show."""

    template: str
    kind: str
    id: str
    kind_word: str
    icon: str
    heading: str
    why: tuple[str, ...]
    minutes: float
    choices: tuple[Choice, ...] = ()
    guide: Guidance | None = None
    carriers: tuple[CarrierLine, ...] = ()
    failing: tuple[Choice, ...] = ()
    wait: Countdown | None = None
    # Whether doing it may already let the person in, so that the page offers to say so.
    lets_in: bool = False

    @property
    def is_try(self) -> bool:
        """Return whether it is a real try, which the platform counts."""
        return bool(self.failing)


def step_page(step: Step, books: Books, reader: Reader) -> StepPage:
    """Return the page's part for `step`; a finished case has its own part (`ending`)."""
    # A reason without a sentence is left out: the page must stand whatever the planner thinks of next.
    known = [reason for reason in step.reasons if reason.id in books.sayings.reasons]
    why = tuple(books.sayings.why(reason, books.book, reader.lang) for reason in known)
    if step.kind == "wait":
        return _wait(step, why, reader)
    if step.id in books.sayings.openings:
        return _opening(step, why, books, reader)
    if step.kind == "observe":
        return _observe(step, books.book.observations[step.id], why, books, reader)
    return _act(step, books.book.actions[step.id], why, books, reader)


def _observe(step: Step, seen: Observation, why: tuple[str, ...], books: Books, reader: Reader) -> StepPage:
    choices = [Choice(value, label.to(reader.lang)) for value, label in seen.values.items()]
    return StepPage(
        template="doctor/_typed_code.html" if step.id == "typed_code" else "doctor/_observe.html",
        kind="observe",
        id=step.id,
        kind_word=words.kind_of(seen.kind),
        icon=ICONS[seen.kind],
        heading=seen.words.to(reader.lang),
        why=why,
        minutes=step.minutes,
        choices=(*choices, Choice("unknown", _("I do not know"))),
        guide=guidance(books.guides.get(step.id), reader.os, reader.lang),
        carriers=carrier_lines(step.id, reader.lang),
    )


def _act(step: Step, action: Action, why: tuple[str, ...], books: Books, reader: Reader) -> StepPage:
    attempt = action.kind == "attempt"
    messages = books.book.errors.items() if attempt else ()
    return StepPage(
        template="doctor/_attempt.html" if attempt else "doctor/_repair.html",
        kind="act",
        id=step.id,
        kind_word=words.kind_of(action.kind),
        icon=ICONS.get(action.kind, "switch"),
        heading=action.words.to(reader.lang),
        why=why,
        minutes=step.minutes,
        choices=_outcomes(action.kind),
        lets_in=action.kind in ("bypass", "route"),
        guide=guidance(books.guides.get(step.id), reader.os, reader.lang),
        carriers=carrier_lines(step.id, reader.lang),
        failing=tuple(Choice(error, label.to(reader.lang)) for error, label in messages),
    )


def _outcomes(kind: str) -> tuple[Choice, ...]:
    cannot = Choice("not_possible", _("I cannot do this"))
    if kind == "attempt":
        return (Choice("worked", _("It worked"), first=True), cannot)
    if kind == "repair":
        return (Choice("worked", _("Done"), first=True), Choice("no_change", _("It was like that already")), cannot)
    # A way round is gone or not gone; there is nothing that could have been so before.
    return (Choice("worked", _("Done"), first=True), cannot)


def _opening(step: Step, why: tuple[str, ...], books: Books, reader: Reader) -> StepPage:
    answers = books.sayings.openings[step.id]
    return StepPage(
        template="doctor/_observe.html",
        kind="observe",
        id=step.id,
        kind_word=words.kind_of("ask"),
        icon="message",
        heading=words.question(step.id),
        why=why,
        minutes=step.minutes,
        choices=tuple(Choice(value, said.to(reader.lang)) for value, said in answers.items()),
    )


def _wait(step: Step, why: tuple[str, ...], reader: Reader) -> StepPage:
    until = step.until or reader.now + step.minutes * MINUTE
    begun = until - step.minutes * MINUTE
    return StepPage(
        template="doctor/_wait.html",
        kind="wait",
        id=step.id,
        kind_word=words.kind_of("wait"),
        icon="clock",
        heading=_("Waiting is the fastest way now"),
        why=why,
        minutes=step.minutes,
        wait=countdown(_("Time until the next step"), until, reader.now, begun=begun, reloads=True),
    )
