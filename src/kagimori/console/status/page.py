"""The frozen values that the status page lays out, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kagimori.console.look.parts import State as Shown
from kagimori.console.look.spelling import age
from kagimori.core.status import State
from kagimori.knowledge import load_status

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.look.parts import StateKind
    from kagimori.core.status import Service, Standing
    from kagimori.core.status.meaning import Place, PlaceKind
    from kagimori.core.text import Lang

KINDS: dict[State, StateKind] = {
    State.OPERATIONAL: "good",
    State.PARTIAL: "care",
    State.MAJOR: "danger",
    State.UNKNOWN: "unknown",
}
PROBLEMS = {
    "never_read": gettext_lazy("Nobody has looked yet."),
    "too_old": gettext_lazy("The last look is too long ago."),
    "timeout": gettext_lazy("The page took too long to answer."),
    "name": gettext_lazy("The page's address was not found. Is this machine on the internet?"),
    "no_connection": gettext_lazy("The page did not answer. Is this machine on the internet?"),
    "private": gettext_lazy("The address leads into a private network, so it was not opened."),
    "nothing_known": gettext_lazy("The page no longer holds what it used to hold."),
}
UNREADABLE = gettext_lazy("The page answered something that is not a status.")


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One service in trouble: its names as the page has them, and its state."""

    name: str
    word: str
    state: Shown
    since: datetime | None


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place to look at, with what is often said of it and wrong."""

    name: str
    url: str
    said: str
    checked: str


@dataclass(frozen=True, slots=True)
class StatusPage:
    """Everything on the page; `age`, `problem` and `last_good` are empty where there is nothing to say."""

    state: Shown
    meaning: str
    steps: tuple[str, ...]
    at: datetime | None
    age: str
    problem: str
    next_look: datetime | None
    holds_logins: bool
    is_hint: bool
    last_good: Shown | None
    last_good_at: datetime | None
    services: tuple[ServiceLine, ...]
    searches: tuple[PlaceLine, ...]
    pages: tuple[PlaceLine, ...]
    afterwards: tuple[PlaceLine, ...]


def language() -> Lang:
    """Return the language of this request."""
    return "ja" if (get_language() or "ja").startswith("ja") else "en"


def shown(state: State) -> Shown:
    """Return the state as a word with its colour."""
    return Shown(KINDS[state], load_status().meanings[state].word.to(language()))


def problem_in_words(problem: str) -> str:
    """Return why nothing could be read; empty where all went well."""
    return str(PROBLEMS.get(problem, UNREADABLE)) if problem else ""


def status_page(standing: Standing, next_look: datetime | None) -> StatusPage:
    """Return the page."""
    meaning, lang = load_status().meanings[standing.state], language()
    # The last good reading is news only beside a state that is not known.
    good = standing.last_good if standing.state is State.UNKNOWN else None
    troubled = standing.last_good.troubled if standing.last_good else ()
    return StatusPage(
        state=shown(standing.state),
        meaning=meaning.meaning.to(lang),
        steps=tuple(step.to(lang) for step in meaning.steps),
        at=standing.at,
        age=_age(standing),
        problem=problem_in_words(standing.problem),
        next_look=next_look,
        holds_logins=standing.holds_logins,
        is_hint=standing.is_hint,
        last_good=shown(good.state) if good else None,
        last_good_at=good.at if good else None,
        services=tuple(_service(each) for each in troubled),
        searches=_places("search"),
        pages=_places("page"),
        afterwards=_places("after"),
    )


def _age(standing: Standing) -> str:
    return "" if standing.at is None or standing.age is None else age(standing.at, standing.at + standing.age)


def _service(service: Service) -> ServiceLine:
    name = service.name if service.org in service.name else f"{service.org}: {service.name}"
    return ServiceLine(name, service.word, shown(service.state), service.since)


def _places(kind: PlaceKind) -> tuple[PlaceLine, ...]:
    return tuple(_place(place) for place in load_status().of_kind(kind))


def _place(place: Place) -> PlaceLine:
    lang = language()
    checked = _("checked %(day)s") % {"day": place.checked.isoformat()}
    return PlaceLine(place.name.to(lang), place.url, place.said.to(lang) if place.said else "", checked)
