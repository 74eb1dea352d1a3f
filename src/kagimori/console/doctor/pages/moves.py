"""The plan for a change of phones, for those circumstances that the person ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.core.doctor.moves import PHASES
from kagimori.knowledge import load_moves

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.moves import Move, Phase
    from kagimori.core.text import Lang


@dataclass(frozen=True, slots=True)
class Question:
    """A circumstance that changes the plan."""

    name: str
    words: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One thing to do and what goes wrong without it."""

    id: str
    words: str
    why: str
    minutes: float


@dataclass(frozen=True, slots=True)
class PhasePart:
    """One part of the day."""

    id: str
    heading: str
    hint: str
    minutes: float
    lines: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class MovesPage:
    """Everything that `doctor/new_phone.html` lays out."""

    questions: tuple[Question, ...]
    phases: tuple[PhasePart, ...]
    minutes: float
    platform: None = None


def moves_page(ticked: Mapping[str, str], lang: Lang) -> MovesPage:
    """Return the plan for the circumstances named in `ticked`."""
    labels = {"number_changes": _("The phone number changes too"), "company_phone": _("Others use the same codes")}
    mine = [move for move in load_moves() if not move.only_if or move.only_if in ticked]
    return MovesPage(
        questions=tuple(Question(name, words, name in ticked) for name, words in labels.items()),
        phases=tuple(_phase(phase, mine, lang) for phase in PHASES),
        minutes=sum(move.minutes for move in mine),
    )


def _phase(phase: Phase, moves: list[Move], lang: Lang) -> PhasePart:
    heading, hint = {
        "today": (
            _("Today, while everything works"),
            _("The most important part: ways back that do not need this phone."),
        ),
        "move": (_("Both phones in hand"), _("The old phone stays as it is.")),
        "prove": (_("Prove it before the old phone goes"), _("Only what has been tried counts.")),
        "after": (_("Afterwards"), _("Now, and only now, the old phone may go.")),
    }[phase]
    mine = [move for move in moves if move.phase == phase]
    lines = tuple(MoveLine(move.id, move.words.to(lang), move.why.to(lang), move.minutes) for move in mine)
    return PhasePart(phase, heading, hint, sum(move.minutes for move in mine), lines)
