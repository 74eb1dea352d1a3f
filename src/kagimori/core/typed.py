"""What is odd about a pasted name, password or code, and its clean form.

Looks at one sign at a time, so that every finding names its places (counted in code points from 0, in the text as it
came).  The browser's twin is `console/look/static/look/typed.js`; both are held to `tests/vectors/typed.json`.  Nothing
here stores, logs or sends: passwords are inspected where they are typed.  Lengths are policy and come in as arguments.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["name", "password", "code"]

# In this order findings are told.
FINDINGS = (
    "invisible",
    "leading_blank",
    "trailing_blank",
    "inner_blank",
    "full_width",
    "other_digits",
    "look_alike",
    "at_sign",
    "auto_capital",
    "capital",
    "strange_sign",
    "wrong_length",
)
_BLANKS = frozenset(
    " \t\n\r\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
)
# First and last of the ranges that take no room: controls, joiners, direction marks, fillers, tags.
_INVISIBLE = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0000, 0xE007F),
)
_ZEROS = "٠۰०০๐"  # Arabic, Persian, Devanagari, Bengali, Thai: nine more digits follow each
_LOOK_ALIKES = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеіјорсухѕԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυι" + "ıɡ" + "ー‐‑‒–—―−" + "‘’“”・",
        "ABESIJKMHOPCTYXaeijopcyxsdhqw" + "ABEZHIKMNOPTYXovui" + "ig" + "--------" + "''\"\".",
        strict=True,
    )
)
_CODE_LOOK_ALIKES = {"O": "0", "o": "0", "l": "1", "I": "1", "|": "1"}
_NAME_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._")
_PHONE_OR_MAIL_SIGNS = _NAME_SIGNS | frozenset("@+-%")


class Finding(NamedTuple):
    """One oddity and where it stands; `wrong_length` stands nowhere."""

    id: str
    at: tuple[int, ...] = ()


class Inspection(NamedTuple):
    """What was found, in the order of `FINDINGS`, and the clean form."""

    findings: tuple[Finding, ...]
    clean: str

    def __repr__(self) -> str:
        """Return a form without what was typed, for it may be a password."""
        return f"Inspection({', '.join(finding.id for finding in self.findings)})"


class _Sign(NamedTuple):
    place: int
    text: str


def inspect_code(text: str, length: tuple[int, int] | None = None) -> Inspection:
    """Return what is odd about a one-time code; blanks and hyphens go out, look-alikes of digits become digits."""
    signs, places = _plain(text, "code")
    kept = [sign for sign in signs if sign.text not in " -."]
    places["strange_sign"] = [sign.place for sign in kept if not _is_number(sign.text)]
    return _inspection(places, kept, length)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def inspect_password(text: str, length: tuple[int, int] | None = None) -> Inspection:
    """Return what is odd about a password; its capitals and inner blanks are told but left, for they may be meant."""
    signs, places = _plain(text, "password")
    places["auto_capital"] = _auto_capital(signs)
    return _inspection(places, signs, length)


def inspect_name(text: str, length: tuple[int, int] | None = None) -> Inspection:
    """Return what is odd about a user name, mail address or phone number; the clean form is in small letters."""
    signs, places = _plain(text, "name")
    if signs and signs[0].text == "@":
        places["at_sign"] = [signs.pop(0).place]
    signs = [sign for sign in signs if sign.text != " "]
    places["auto_capital"] = _auto_capital(signs)
    capitals = [sign.place for sign in signs if sign.text.isascii() and sign.text.isupper()]
    places["capital"] = [place for place in capitals if place not in places["auto_capital"]]
    small = [sign._replace(text=sign.text.lower() if sign.text.isascii() else sign.text) for sign in signs]
    mail_or_phone = any(sign.text in "@+" for sign in small)
    allowed = _PHONE_OR_MAIL_SIGNS if mail_or_phone else _NAME_SIGNS
    places["strange_sign"] = [sign.place for sign in small if sign.text not in allowed]
    return _inspection(places, small, None if mail_or_phone else length)


def inspect(kind: Kind, text: str, length: tuple[int, int] | None = None) -> Inspection:
    """Return what is odd about a text of that kind; `length` is the least and the most signs that it may have."""
    by_kind = {"code": inspect_code, "password": inspect_password, "name": inspect_name}
    return by_kind[kind](text, length)


def _inspection(places: dict[str, list[int]], signs: Iterable[_Sign], length: tuple[int, int] | None) -> Inspection:
    clean = "".join(sign.text for sign in signs)
    findings = [Finding(name, tuple(places[name])) for name in FINDINGS if places.get(name)]
    if length and not length[0] <= len(clean) <= length[1]:
        findings.append(Finding("wrong_length"))
    return Inspection(tuple(findings), clean)


def _plain(text: str, kind: Kind) -> tuple[list[_Sign], dict[str, list[int]]]:
    """Return the signs in plain letters without outer blanks and invisible ones, and the places of what was changed."""
    places: dict[str, list[int]] = {}
    signs = []
    for place, sign in enumerate(text):
        if _is_invisible(sign):
            places.setdefault("invisible", []).append(place)
        else:
            signs.append(_Sign(place, sign))
    signs = _without_outer_blanks(signs, places)
    return [_plain_sign(sign, kind, places) for sign in signs], places


def _is_invisible(sign: str) -> bool:
    return sign not in _BLANKS and any(first <= ord(sign) <= last for first, last in _INVISIBLE)


def _without_outer_blanks(signs: list[_Sign], places: dict[str, list[int]]) -> list[_Sign]:
    start, end = 0, len(signs)
    while start < end and signs[start].text in _BLANKS:
        start += 1
    while end > start and signs[end - 1].text in _BLANKS:
        end -= 1
    places["leading_blank"] = [sign.place for sign in signs[:start]]
    places["trailing_blank"] = [sign.place for sign in signs[end:]]
    places["inner_blank"] = [sign.place for sign in signs[start:end] if sign.text in _BLANKS]
    return signs[start:end]


def _plain_sign(sign: _Sign, kind: Kind, places: dict[str, list[int]]) -> _Sign:
    """Return the sign as it was meant, with what was wrong noted."""
    if sign.text in _BLANKS:
        return sign._replace(text=" ")
    found, plain = _meant(sign.text, kind)
    if found:
        places.setdefault(found, []).append(sign.place)
    return sign._replace(text=plain)


def _meant(sign: str, kind: Kind) -> tuple[str | None, str]:
    for zero in _ZEROS:
        if 0 <= ord(sign) - ord(zero) <= 9:  # noqa: PLR2004  # ten digits
            return "other_digits", str(ord(sign) - ord(zero))
    if sign in _LOOK_ALIKES:
        return "look_alike", _LOOK_ALIKES[sign]
    normal = unicodedata.normalize("NFKC", sign)
    found = "full_width" if normal != sign and normal.isascii() else None
    plain = normal if found else sign
    if kind == "code" and plain in _CODE_LOOK_ALIKES:
        return "look_alike", _CODE_LOOK_ALIKES[plain]
    return found, plain


def _auto_capital(signs: list[_Sign]) -> list[int]:
    """Return the place of a first letter that alone is a capital, as keyboards make it."""
    letters = [sign for sign in signs if sign.text.isascii() and sign.text.isalpha()]
    first_only = len(letters) > 1 and letters[0].text.isupper() and not any(sign.text.isupper() for sign in letters[1:])
    return [letters[0].place] if first_only and signs[0] == letters[0] else []
