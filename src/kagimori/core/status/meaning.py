"""What a state means to people, and where they may look: the shapes; the words stand in the knowledge base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kagimori.core.policy import Verdict
    from kagimori.core.status.words import State
    from kagimori.core.text import Text

PlaceKind = Literal["page", "search", "after"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A state as a word, what it means for logging in, and what to do meanwhile."""

    word: Text
    meaning: Text
    steps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An address to look at; `said` is what is often said of it and wrong, or None."""

    id: str
    kind: PlaceKind
    url: str
    name: Text
    said: Text | None
    row: str
    verdict: Verdict
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class StatusBook:
    """All four meanings and every place."""

    meanings: Mapping[State, Meaning]
    places: tuple[Place, ...]

    def of_kind(self, kind: PlaceKind) -> tuple[Place, ...]:
        """Return the places of one kind, in their order."""
        return tuple(place for place in self.places if place.kind == kind)
