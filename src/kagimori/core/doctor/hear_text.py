"""What a person typed, made comparable: one normal form, and where each of its characters came from.

Half-width kana are joined, widths and cases folded, curly quotes and rare kanji forms made plain, zero-width and
control characters dropped.  The map back keeps evidence quotable in the person's own characters.
Longer texts than `LIMIT_BYTES` are cut, and the cut is told, so that the time is bounded whatever comes in.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# The size of text that a door accepts (DESIGN, "texts to 8 KB"); a bound of this reader, not a figure of the platform.
LIMIT_BYTES = 8192

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’ʼ`´＇", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # An ellipsis stands between two sentences, or for what was left out between them.
        **dict.fromkeys("\r\v\f\u2028\u2029\x85…‥", "\n"),
        "_": " ",
        "髙": "高",
        "﨑": "崎",
        "號": "号",
        "證": "証",
        "讀": "読",
        "發": "発",
        "戾": "戻",
        "歸": "帰",
        "變": "変",
        "舊": "旧",
        "來": "来",
        "〜": "ー",
        "～": "ー",
    }
)
_JOINS = "\u3099\u309a\uff9e\uff9f"  # voicing marks, which belong to the character before them
_ENDS = "。!?\n;"


@dataclass(frozen=True, slots=True)
class PlainText:
    """The normal form of a text: `normal[i]` came from `original[origin[i]]` and stands in sentence `sentence[i]`."""

    original: str
    normal: str
    origin: tuple[int, ...]
    sentence: tuple[int, ...]
    cut: bool

    def quote(self, start: int, end: int) -> str:
        """Return the person's own characters behind `normal[start:end]`."""
        first, last = self.origin[start], self.origin[end - 1]
        following = last + 1
        while following < len(self.original) and self.original[following] in _JOINS:
            following += 1
        return self.original[first:following]


def normalise(text: str) -> PlainText:
    """Return the comparable form of the first `LIMIT_BYTES` of `text`."""
    kept = text.encode("utf-8", "replace")[:LIMIT_BYTES].decode("utf-8", "ignore")
    letters: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(kept):
        end = at + 1
        while end < len(kept) and kept[end] in _JOINS and end - at < len(_JOINS):
            end += 1
        for letter in _plain(kept[at:end]):
            if letter == " " and letters and letters[-1] == " ":
                continue
            letters.append(letter)
            origin.append(at)
        at = end
    normal = "".join(letters)
    return PlainText(kept, normal, tuple(origin), _sentences(normal), cut=len(kept) < len(text))


def _plain(cluster: str) -> str:
    folded = unicodedata.normalize("NFKC", cluster.translate(_PLAIN)).casefold().translate(_PLAIN)
    return "".join(" " if letter in "\t\u3000" else letter for letter in folded if _seen(letter))


def _seen(letter: str) -> bool:
    return letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cf", "Cn", "Cs", "Mn")


def _sentences(normal: str) -> tuple[int, ...]:
    """Return each character's sentence by number; a full stop ends one only before a blank, not in 'mail.com'."""
    numbers: list[int] = []
    number = 0
    for at, letter in enumerate(normal):
        numbers.append(number)
        if letter in _ENDS or (letter == "." and normal[at + 1 : at + 2] in ("", " ", "\n", '"')):
            number += 1
    return tuple(numbers)
