"""What the pages read of the knowledge base, together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.knowledge import load_book, load_guides, load_sayings

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.guides import Guides
    from kagimori.core.doctor.sayings import Sayings


@dataclass(frozen=True, slots=True)
class Books:
    """The book in the real view, the guides, and the sentences that both faces share."""

    book: Book
    guides: Guides
    sayings: Sayings


def books() -> Books:
    """Return what people see; each part is loaded once per process."""
    return Books(load_book("real"), load_guides(), load_sayings())
