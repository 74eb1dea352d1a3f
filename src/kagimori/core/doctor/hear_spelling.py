"""Slips of the finger put right: a word that no phrase knows becomes the one known word next to it.

Only words of some length that start alike and differ by one slip (a letter too many, too few, another, or two swapped)
are touched, and letters are replaced in place, so that the map back to the person's own characters holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kagimori.core.doctor.hear_text import PlainText
    from kagimori.core.text import Lang

@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The whole words of all phrases of a language, and the beginnings that may go on."""

    words: frozenset[str]
    stems: tuple[str, ...]

    def knows(self, word: str) -> bool:
        """Say whether some phrase can meet `word` as it stands."""
        return word in self.words or word.startswith(self.stems)


# Shorter words have too many honest neighbours ("sent", "send"); more words than this are no longer a complaint.
_SHORTEST: Mapping[Lang, int] = {"en": 6, "ja": 5}
_MOST_WORDS = 400


def respell(text: PlainText, vocabulary: Mapping[Lang, Vocabulary]) -> PlainText:
    """Return `text` with its slips put right, unchanged where every longer word is known or unlike any known one."""
    slips = [
        (start, word, right)
        for start, word, lang in _words(text.normal)
        if not vocabulary[lang].knows(word) and (right := _neighbour(word, vocabulary[lang].words))
    ]
    for start, word, right in reversed(slips):
        text = _put(text, start, start + len(word), right)
    return text


def _words(normal: str) -> Iterable[tuple[int, str, Lang]]:
    """Yield the longer runs of Latin letters and of katakana with where they start."""
    at, count = 0, 0
    for script, run in groupby(normal, _script):
        word = "".join(run)
        if script is not None and len(word) >= _SHORTEST[script] and count < _MOST_WORDS:
            count += 1
            yield at, word, script
        at += len(word)


def _script(letter: str) -> Lang | None:
    if "a" <= letter <= "z":
        return "en"
    return "ja" if "ァ" <= letter <= "ヺ" or letter == "ー" else None


def _neighbour(word: str, known: frozenset[str]) -> str | None:
    """Return the one known word that is one slip away, or None where there is none or more than one."""
    from rapidfuzz.distance import OSA

    near = [
        other
        for other in known
        if other[0] == word[0] and abs(len(other) - len(word)) <= 1 and OSA.distance(other, word, score_cutoff=1) == 1
    ]
    return near[0] if len(near) == 1 else None


def _put(text: PlainText, start: int, end: int, right: str) -> PlainText:
    last = end - 1
    places = [min(start + step, last) for step in range(len(right))]
    places[-1] = last
    return replace(
        text,
        normal=text.normal[:start] + right + text.normal[end:],
        origin=text.origin[:start] + tuple(text.origin[place] for place in places) + text.origin[end:],
        sentence=text.sentence[:start] + (text.sentence[start],) * len(right) + text.sentence[end:],
    )
