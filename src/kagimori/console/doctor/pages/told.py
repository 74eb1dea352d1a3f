"""The timeline of a case: what was asked, answered, done and waited for, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.doctor.queries import COUNT, is_about_count
from kagimori.console.look.spelling import MINUTE, span
from kagimori.knowledge import load_sayings

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case, Event
    from kagimori.core.text import Lang


@dataclass(frozen=True, slots=True)
class Told:
    """One line: when, what, and what came of it."""

    at: datetime
    words: str
    answer: str


def told(case: Case, book: Book, lang: Lang) -> tuple[Told, ...]:
    """Return every event in words, newest first; events without words of their own are left out."""
    lines = (_line(event, book, lang) for event in reversed(case.events))
    return tuple(line for line in lines if line is not None)


def quote(case: Case) -> str:
    """Return the person's own masked words, or an empty text where they used a button or were forgotten."""
    return str(case.opening.more.get("text", "")) if case.opening else ""


def title(case: Case, lang: Lang) -> str:
    """Return what the case is about, in a line: the problem that was chosen, the words typed, or the goal."""
    if case.opening is None:
        return ""
    if is_about_count(case):
        return counted(case.opening)
    problem = load_sayings().problem(str(case.opening.more.get("problem", "")))
    if problem is not None:
        return problem.words.to(lang)
    return quote(case) or load_sayings().opening("goal", str(case.opening.more.get("goal", "")), lang)


def counted(opening: Event) -> str:
    """Return in a line how Instagram and the vault count differently."""
    told = opening.more[COUNT]
    numbers = {"shown": told["shown"], "held": told["held"]}
    return _("Instagram shows %(shown)s backup codes, the vault holds %(held)s.") % numbers


def _line(event: Event, book: Book, lang: Lang) -> Told | None:
    sayer = _SAYERS.get(event.kind)
    return sayer(event, book, lang) if sayer else None


def _opened(event: Event, _book: Book, lang: Lang) -> Told:
    if COUNT in event.more:
        return Told(event.at, _("The case began"), counted(event))
    problem = load_sayings().problem(str(event.more.get("problem", "")))
    if problem is not None and not event.more.get("text"):
        return Told(event.at, _("The case began"), problem.words.to(lang))
    said = {field: str(event.more[field]) for field in ("goal", "method") if event.more.get(field)}
    parts = [load_sayings().opening(field, value, lang) for field, value in said.items()]
    return Told(event.at, _("The case began"), " / ".join(parts))


def _answered(event: Event, book: Book, lang: Lang) -> Told | None:
    seen = book.observations.get(event.id)
    if seen is None:
        return None
    value = seen.values.get(event.value)
    answer = value.to(lang) if value else _("I do not know")
    if event.more.get("source") == "kagimori":
        answer = _("Judged by Kagimori: %(answer)s") % {"answer": answer}
    return Told(event.at, seen.words.to(lang), answer)


def _did(event: Event, book: Book, lang: Lang) -> Told | None:
    action = book.actions.get(event.id)
    if action is None:
        return None
    answer = {
        "worked": _("It worked") if action.kind == "attempt" else _("Done"),
        "failed": _("It did not work"),
        "no_change": _("It was like that already"),
        "not_possible": _("I cannot do this"),
    }.get(event.value, "")
    message = book.errors.get(event.error or "")
    return Told(event.at, action.words.to(lang), f"{answer}: {message.to(lang)}" if message else answer)


def _waited(event: Event, _book: Book, _lang: Lang) -> Told:
    return Told(event.at, _("Waited"), span(max(1.0, float(event.value or 0)) * MINUTE))


def _status(event: Event, _book: Book, _lang: Lang) -> Told:
    answer = {
        "operational": _("no trouble reported"),
        "partial": _("partly disturbed"),
        "major": _("widely disturbed"),
    }.get(event.value, _("not known"))
    return Told(event.at, _("Meta's own report"), answer)


def _undone(event: Event, _book: Book, _lang: Lang) -> Told:
    return Told(event.at, _("The last answer was taken back"), "")


def _closed(event: Event, _book: Book, _lang: Lang) -> Told:
    answer = {"recovered": _("you are back in"), "hand_off": _("handed on"), "gave_up": _("stopped")}.get(
        event.value, ""
    )
    return Told(event.at, _("The case ended"), answer)


_SAYERS = {
    "opened": _opened,
    "answered": _answered,
    "did": _did,
    "waited": _waited,
    "status": _status,
    "undone": _undone,
    "closed": _closed,
}
