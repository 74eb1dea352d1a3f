"""What the pages read of the knowledge base, together, with what this installation has learned on top of the book."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from kagimori.core.doctor.learn import apply
from kagimori.gateways import learned
from kagimori.knowledge import load_book, load_guides, load_sayings

if TYPE_CHECKING:
    from pathlib import Path

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
    """Return what people see; each part is loaded once per process, the book again after a new learning."""
    return Books(_book(settings.DATA, learned.changed_at(settings.DATA)), load_guides(), load_sayings())


@lru_cache(maxsize=1)
def _book(folder: Path, _changed_at: int) -> Book:
    overlay = learned.overlay(folder)
    return load_book("real") if overlay is None else apply(load_book("real"), overlay)
