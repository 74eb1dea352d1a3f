"""Text in two languages, and the normal form in which texts are compared.

Only what every room needs: the pair of sentences and the folding of widths and cases.
"""

from __future__ import annotations

import unicodedata
from typing import Literal, NamedTuple

Lang = Literal["ja", "en"]
LANGS: tuple[Lang, ...] = ("ja", "en")


class Text(NamedTuple):
    """One sentence or name, in Japanese and in English; neither is ever empty in a loaded book."""

    ja: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        return self.ja if lang == "ja" else self.en


def fold(text: str) -> str:
    """Return `text` in the form for comparing: NFKC (half-width kana joined, full-width digits plain), caseless."""
    return unicodedata.normalize("NFKC", text).casefold()
