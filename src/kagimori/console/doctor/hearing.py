"""From what a person typed or pressed to the first event of a case; the raw words live here only for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.doctor import opening
from kagimori.core.doctor.hear import hear
from kagimori.core.mask import mask
from kagimori.knowledge import load_phrases

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.doctor.case import Event
    from kagimori.core.text import Lang


def opening_from_words(words: str, lang: Lang, now: datetime) -> Event:
    """Return the `opened` event for what somebody typed; only the masked words go into it."""
    # The words may be in the other language than the page, so hearing finds out for itself.
    return opening.by_words(hear(load_phrases(), words), mask(words), now, lang=lang)
