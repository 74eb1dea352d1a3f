"""From what a person typed or pressed to the first event of a case; the raw words live here only for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kagimori.core.doctor import opening
from kagimori.core.doctor.hear import hear
from kagimori.core.mask import mask
from kagimori.knowledge import load_phrases, load_sayings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.core.doctor.case import Event
    from kagimori.core.text import Lang


def opening_from(said: Mapping[str, Any], lang: Lang, now: datetime) -> Event:
    """Return the `opened` event for what the first page's form holds: a button, or words, which say more."""
    problem = load_sayings().problem(said["problem"])
    if problem is not None and not said["words"]:
        return opening.by_problem(problem, now, lang=lang)
    return opening_from_words(said["words"], lang, now)


def opening_from_words(words: str, lang: Lang, now: datetime) -> Event:
    """Return the `opened` event for what somebody typed; only the masked words go into it."""
    # The words may be in the other language than the page, so hearing finds out for itself.
    return opening.by_words(hear(load_phrases(), words), mask(words), now, lang=lang)
