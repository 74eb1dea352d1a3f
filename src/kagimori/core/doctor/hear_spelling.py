"""Slips of the finger put right: a word that no phrase knows becomes the one known word next to it.

Only words of some length that start alike and differ by one slip (a letter too many, too few, another, or two swapped)
are touched, and letters are replaced in place, so that the map back to the person's own characters holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from kagimori.core.doctor.hear_phrases import form_of, occurrences

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


# Shorter words have too many honest neighbours ("sent", "send"), so that below `_LONG` only swapped letters count, and
# two slips from `_VERY_LONG` on; more words than this are no longer a complaint.
_SHORTEST: Mapping[Lang, int] = {"en": 4, "ja": 5}
_LONG: Mapping[Lang, int] = {"en": 6, "ja": 5}
_VERY_LONG = 10
_MOST_WORDS = 400


def respell(text: PlainText, vocabulary: Mapping[Lang, Vocabulary], rewrites: Mapping[str, str]) -> PlainText:
    """Return `text` in the usual spelling: short and slang forms written out, then slips of the finger put right."""
    usual = _changed(
        text,
        [
            (span.start, span.end, right)
            for form, right in rewrites.items()
            for span in occurrences(text.normal, form_of(form))
        ],
    )
    slips = [
        (start, start + len(word), right)
        for start, word, lang in _words(usual.normal)
        if not vocabulary[lang].knows(word) and (right := _neighbour(word, lang, vocabulary[lang].words))
    ]
    return _changed(usual, slips)


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


def _neighbour(word: str, lang: Lang, known: frozenset[str]) -> str | None:
    """Return the one known word that is a slip away, or None where there is none or more than one."""
    from rapidfuzz.distance import OSA

    slips = 2 if len(word) >= _VERY_LONG else 1
    near = [
        other
        for other in known
        if other[0] == word[0]
        and abs(len(other) - len(word)) <= slips
        and OSA.distance(other, word, score_cutoff=slips) <= slips
    ]
    if len(word) < _LONG[lang]:
        near = [other for other in near if sorted(other) == sorted(word)]
    return near[0] if len(near) == 1 else None


def _changed(text: PlainText, changes: list[tuple[int, int, str]]) -> PlainText:
    """Put each `right` between its start and end; of changes that overlap, the one that starts first stands."""
    letters: list[str] = []
    origin: list[int] = []
    sentence: list[int] = []
    done = 0
    for start, end, right in sorted(changes, key=lambda change: (change[0], -change[1])):
        if start < done:
            continue
        letters += text.normal[done:start], right
        origin += text.origin[done:start]
        origin += [text.origin[min(start + step, end - 1)] for step in range(len(right) - 1)] + [text.origin[end - 1]]
        sentence += text.sentence[done:start]
        sentence += [text.sentence[start]] * len(right)
        done = end
    letters.append(text.normal[done:])
    return replace(
        text,
        normal="".join(letters),
        origin=(*origin, *text.origin[done:]),
        sentence=(*sentence, *text.sentence[done:]),
    )
