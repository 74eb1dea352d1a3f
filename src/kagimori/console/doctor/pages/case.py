"""The page of a case, put together from its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.doctor.pages import glance
from kagimori.console.doctor.pages.ending import Ending, ending
from kagimori.console.doctor.pages.step import Reader, StepPage, step_page
from kagimori.console.doctor.pages.team import TeamPart, team_part
from kagimori.console.doctor.pages.told import Told, quote, told
from kagimori.console.doctor.pages.typed import Judged, judged
from kagimori.console.doctor.pages.vault import VaultPart, turn_beside_outage, vault_part
from kagimori.console.doctor.queries import is_about_count
from kagimori.core.doctor.case import UNDOABLE
from kagimori.core.doctor.checklist import without_repeats
from kagimori.core.doctor.meanwhile import meanwhile
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.doctor.pages.books import Books
    from kagimori.console.doctor.pages.glance import Platform, Running
    from kagimori.console.doctor.queries import Held
    from kagimori.console.look.parts import Bar, Countdown, Light
    from kagimori.core.doctor.advise import Advice
    from kagimori.core.doctor.advise import Step as CoreStep
    from kagimori.core.doctor.book import Book
    from kagimori.core.status import Standing
    from kagimori.core.text import Lang

# Somebody else is in the account; from which chance on it is acted upon.
STRANGER, LIKELY = "hijacked", 0.5
# Causes by which the platform holds the account back, whoever tries (PPL-10).
RESTRICTIONS = frozenset({"shadowban", "restriction", "action_block", "security_lock"})


@dataclass(frozen=True, slots=True)
class Next:
    """One line of the rest of the plan."""

    words: str
    minutes: float


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything that `doctor/case.html` lays out; exactly one of `step` and `ending` is there."""

    id: str
    position: int
    os: str
    expires_at: datetime
    quote: str
    platform: Platform
    step: StepPage | None
    ending: Ending | None
    layers: tuple[Bar, ...]
    causes: tuple[Bar, ...]
    light: Light
    running: tuple[Running, ...]
    held_off: tuple[Countdown, ...]
    rest: tuple[Next, ...]
    meanwhile: tuple[StepPage, ...]
    told: tuple[Told, ...]
    expected_minutes: float
    refresh_seconds: int
    can_undo: bool
    shows_glance: bool
    # None for an anonymous case.
    team: TeamPart | None
    # Whether it is the account that is held back, so that somebody else's way in counts most.
    is_restricted: bool
    # None for an anonymous case.
    vault: VaultPart | None
    judged: Judged | None
    # A count that does not add up, with nothing that points to a stranger: nobody has to get back in.
    calm: bool


def case_page(held: Held, advice: Advice, standing: Standing, books: Books, reader: Reader) -> CasePage:
    """Return the page for this case at this moment."""
    book, lang = books.book, reader.lang
    team = team_part(held, reader.now)
    over = held.case.closing is not None or advice.step.kind == "finish"
    quiet = has_ended_well(held, advice) or is_about_count(held.case)
    part = vault_part(held, "" if over else advice.step.id, reader.now)
    rest = tuple(
        following(step, book, lang)
        for step in without_repeats(advice, book)
        if step is not advice.step and step.kind in ("observe", "act")
    )
    return CasePage(
        id=held.case.id,
        position=held.position,
        os=held.row.os,
        expires_at=held.row.expires_at,
        quote=quote(held.case),
        platform=glance.platform(standing, reader.now),
        step=None if over else step_page(advice.step, books, reader),
        ending=ending(held, advice, books, reader) if over else None,
        layers=glance.layer_bars(advice, book, lang),
        causes=glance.cause_bars(advice, book, lang, load_policy()["web.shown"].count),
        light=(team and team.lamp) or glance.light(advice.tries),
        running=() if quiet else glance.running(advice, books, reader.now, lang),
        held_off=() if quiet else glance.held_off(held, advice, books, reader),
        rest=rest,
        meanwhile=tuple(step_page(step, books, reader) for step in meanwhile(advice, book)),
        told=told(held.case, book, lang),
        expected_minutes=advice.expected_minutes,
        refresh_seconds=load_policy()["web.refresh"].count,
        can_undo=any(event.kind in UNDOABLE for event in held.case.standing),
        # Once somebody is in, or was never out, shares of what may be wrong only confuse.
        shows_glance=not quiet,
        team=None if team is None else turn_beside_outage(team, part, advice.step.id),
        is_restricted=bool(advice.causes) and advice.causes[0].id in RESTRICTIONS,
        vault=part,
        judged=None if over else judged(held, lang),
        calm=not over and is_about_count(held.case) and not points_to_a_stranger(advice, book),
    )


def has_ended_well(held: Held, advice: Advice) -> bool:
    """Return whether the person is in: by their own word, or as the doctor sees it."""
    closing = held.case.closing
    return closing.value == "recovered" if closing else advice.outcome == "recovered"


def points_to_a_stranger(advice: Advice, book: Book) -> bool:
    """Return whether the doctor still asks, or believes, that somebody else is in."""
    first = advice.causes[0] if advice.causes else None
    asks = advice.step.id in book.causes[STRANGER].gone_unless
    return asks or (first is not None and first.id == STRANGER and first.p >= LIKELY)


def following(step: CoreStep, book: Book, lang: Lang) -> Next:
    """Return one later step in words."""
    action = book.actions.get(step.id)
    if action is not None:
        return Next(action.words.to(lang), step.minutes or action.minutes)
    seen = book.observations[step.id]
    return Next(seen.words.to(lang), step.minutes or seen.minutes)
