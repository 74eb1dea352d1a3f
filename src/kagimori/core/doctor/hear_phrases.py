"""Phrases: what people say, as sequences of words with small gaps, and the search for them in one text.

A phrase is written as words parted by blanks.  A blank is a small gap, ` .. ` a wide one, `+word` none at all;
`a|b` are alternatives, `<name>` a class of words, `_` a blank inside a word, `word*` may go on, `*word` may have
begun.  A leading `~` says that the phrase does not count when it is denied ("not hacked", 「乗っ取られてはいない」).
All gaps end with the sentence.  The phrases themselves are data: `knowledge/data/phrases/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kagimori.core.doctor.hear_text import PlainText
    from kagimori.core.text import Lang

# Widths in characters: about two words, and about half a sentence.
_GAPS: Mapping[Lang, tuple[int, int]] = {"en": (12, 40), "ja": (5, 22)}
# More occurrences of one word than this say nothing new; the bound keeps hostile texts cheap.
_MOST_HITS = 40
_ASCII_WORD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_KATAKANA = frozenset(map(chr, range(ord("ァ"), ord("ー") + 1)))
_SHORT = 2


class Span(NamedTuple):
    """Where something stands in the normal form."""

    start: int
    end: int


class Form(NamedTuple):
    """One form of a word, and the letters that must not stand before or behind it."""

    bare: str
    before: frozenset[str]
    behind: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """One place in a phrase: any of `forms`, at most `gap` characters after the word before it."""

    forms: tuple[Form, ...]
    gap: int


@dataclass(frozen=True, slots=True)
class Denial:
    """How a language denies: English by `signs` before the phrase or `after` it, Japanese by `signs` behind it.

    `fillers` may stand between the two.
    """

    signs: tuple[str, ...]
    fillers: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sequence of words; `deniable` says that a denied one does not count."""

    words: tuple[Word, ...]
    deniable: bool
    lang: Lang

    def denies(self, denial: Denial) -> bool:
        """Say whether the phrase itself holds a denial, such as "won't turn on"."""
        return any(
            part.endswith(denial.signs) for word in self.words for form in word.forms for part in form.bare.split()
        )


def read_phrase(line: str, lang: Lang, classes: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Return the phrase written in `line`; raises KeyError for an unknown class, ValueError for an empty phrase."""
    deniable = line.startswith("~")
    small, wide = _GAPS[lang]
    gap = small
    words: list[Word] = []
    for piece in line.removeprefix("~").split():
        if piece == "..":
            gap = wide
            continue
        words.append(Word(tuple(_forms(piece.removeprefix("+"), classes)), 0 if piece.startswith("+") else gap))
        gap = small
    if not words:
        raise ValueError(line)
    return Phrase(tuple(words), deniable, lang)


def _forms(piece: str, classes: Mapping[str, tuple[str, ...]]) -> Iterable[Form]:
    for part in piece.split("|"):
        if part.startswith("<"):
            yield from map(form_of, classes[part[1:-1]])
        else:
            yield form_of(part.replace("_", " "))


@cache
def form_of(written: str) -> Form:
    """Return the word form written so; an edge in Latin letters or digits must not touch another of them.

    A `*` opens an edge.  Of katakana only the shortest words mind: タイ is not in ワンタイム.
    """
    bare = written.strip("*")
    short = len(bare) <= _SHORT and _KATAKANA.issuperset(bare)
    before = frozenset() if written.startswith("*") else _joining(bare[:1], short=short)
    behind = frozenset() if written.endswith("*") else _joining(bare[-1:], short=short)
    return Form(bare, before, behind)


def _joining(edge: str, *, short: bool) -> frozenset[str]:
    """Return the letters that must not stand beside `edge`, the first or last letter of a word form."""
    if edge in _ASCII_WORD:
        return _ASCII_WORD
    return _KATAKANA if short else frozenset()


@dataclass(slots=True)
class Search:
    """The search through one text; remembers where each word form stands."""

    text: PlainText
    denials: Mapping[Lang, Denial]
    _hits: dict[Form, list[Span]] = field(default_factory=dict)

    def first(self, phrases: Iterable[Phrase]) -> Span | None:
        """Return where the first of `phrases` that the text holds stands, or None."""
        return next((span for phrase in phrases for span in self._spans(phrase)), None)

    def _spans(self, phrase: Phrase) -> list[Span]:
        spans: list[Span] = []
        for place, word in enumerate(phrase.words):
            hits = self._hits_of(word)
            spans = hits if place == 0 else self._joined(spans, hits, word.gap)
            if not spans:
                return []
        if phrase.deniable:
            return [span for span in spans if not self._denied(span, phrase)]
        return spans

    def _joined(self, spans: list[Span], hits: list[Span], gap: int) -> list[Span]:
        sentence = self.text.sentence
        return [
            Span(span.start, hit.end)
            for span in spans[:_MOST_HITS]
            for hit in hits
            if 0 <= hit.start - span.end <= gap and sentence[hit.start] == sentence[span.start]
        ]

    def _hits_of(self, word: Word) -> list[Span]:
        return [hit for form in word.forms if form.bare in self.text.normal for hit in self._at(form)]

    def _at(self, form: Form) -> list[Span]:
        if form not in self._hits:
            self._hits[form] = list(occurrences(self.text.normal, form))
        return self._hits[form]

    def _denied(self, span: Span, phrase: Phrase) -> bool:
        """Say whether a denial touches the span, with nothing but filling words between the two, or stands within."""
        denial = self.denials[phrase.lang]
        before = self.text.normal[max(0, span.start - _GAPS[phrase.lang][1]) : span.start]
        after = self.text.normal[span.end : span.end + _GAPS[phrase.lang][1]]
        if phrase.lang == "ja":
            return _denied_behind(after, denial)
        words = before.split()
        while words and words[-1] in denial.fillers:
            words.pop()
        denied_before = bool(words) and words[-1].endswith(denial.signs)
        denied_within = not phrase.denies(denial) and any(
            word.endswith(denial.signs) for word in self.text.normal[span.start : span.end].split()[:-1]
        )
        return denied_before or denied_within or after.lstrip(" ,").startswith(denial.after)


def _denied_behind(after: str, denial: Denial) -> bool:
    while not after.startswith(denial.signs):
        shorter = next((after[len(filler) :] for filler in denial.fillers if after.startswith(filler)), None)
        if shorter is None:
            return False
        after = shorter
    return True


def occurrences(normal: str, form: Form) -> Iterable[Span]:
    """Yield where `form` stands, up to the most that say something new."""
    found, at = 0, normal.find(form.bare)
    while at >= 0 and found < _MOST_HITS:
        end = at + len(form.bare)
        if not (at and normal[at - 1] in form.before) and normal[end : end + 1] not in form.behind:
            found += 1
            yield Span(at, end)
        at = normal.find(form.bare, at + 1)
