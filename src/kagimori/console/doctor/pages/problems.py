"""The first problems as buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.knowledge import load_sayings

if TYPE_CHECKING:
    from kagimori.core.text import Lang

ICONS = {
    "code_missing": "message",
    "code_refused": "code",
    "phone_or_number_gone": "lost",
    "not_me": "shield",
    "cannot_switch_on": "switch",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One of the first problems as a button."""

    id: str
    words: str
    icon: str


def problems(lang: Lang) -> tuple[Problem, ...]:
    """Return the buttons in their order."""
    return tuple(Problem(one.id, one.words.to(lang), ICONS.get(one.id, "message")) for one in load_sayings().problems)
