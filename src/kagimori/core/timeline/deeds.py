"""How an entry is told: one sentence for each kind, whose gaps are filled with names and with words for values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.text import Lang, Text

GAP = re.compile(r"\{([a-z0-9_]+)\}")
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Deed:
    """One kind of entry; `values` are the words for the values of its own fields."""

    kind: str
    words: Text
    values: Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True, slots=True)
class DeedBook:
    """Every kind by its name, the families that kinds fall into, and words for values that many kinds share."""

    deeds: Mapping[str, Deed]
    families: Mapping[str, Text]
    values: Mapping[str, Mapping[str, Text]]

    def sentence(self, kind: str, gaps: Mapping[str, str], lang: Lang) -> str:
        """Return the entry in words; a kind without words is told by its name, a gap that nothing fills as "…"."""
        deed = self.deeds.get(kind)
        if deed is None:
            return kind
        return GAP.sub(lambda gap: gaps.get(gap[1]) or ELLIPSIS, deed.words.to(lang))

    def label(self, kind: str, lang: Lang) -> str:
        """Return the kind in a few words, for a list to choose from."""
        return self.sentence(kind, {}, lang).strip(f"{ELLIPSIS}。.")

    def value(self, kind: str, field: str, value: object, lang: Lang) -> str:
        """Return the word for a value; the value itself where there is none."""
        own = self.deeds[kind].values if kind in self.deeds else {}
        word = own.get(field, {}).get(str(value)) or self.values.get(field, {}).get(str(value))
        return str(value) if word is None else word.to(lang)
