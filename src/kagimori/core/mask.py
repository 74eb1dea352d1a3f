"""What a person typed, made fit to be kept: numbers, mails, keys and passwords blotted out.

Whoever is stuck pastes everything: codes, phone numbers, the whole set-up link.  Only the masked form is stored; the
raw text lives in one request.  Masking errs on the side of too much.  Every pattern runs in time linear in the text.
"""

from __future__ import annotations

import re

BLOT = "•••"

# Digits of any script, with what people put between them: blanks, dashes, dots, brackets, and what cannot be seen.
_BETWEEN = r"[\s\-‐‑‒–—―ー.・/()（）_\u200b-\u200f\u2060\ufeff]"  # look-alikes are the point
# Six digits are a code, and anything longer a phone, card or account number.
_NUMBER = re.compile(rf"\+?\d(?:{_BETWEEN}{{0,3}}\d){{5,}}")
_LATIN = r"0-9A-Za-z０-９Ａ-Ｚａ-ｚ"  # full-width letters come from Japanese keyboards
_MAIL = re.compile(rf"[{_LATIN}.．_%+\-]{{1,64}}[@＠][{_LATIN}.．\-]{{1,255}}")  # as above
_LINK = re.compile(r"otpauth(?:-migration)?:\S*", re.IGNORECASE)
# An authenticator key: sixteen and more letters of Base32, often in groups of four.
_KEY = re.compile(r"(?<![0-9A-Za-z])(?:[A-Za-z2-7]{4}[ \-]?){3,}[A-Za-z2-7]{4,}(?![a-z])")
_SAID_TO_BE = re.compile(
    r"((?:password|passwd|passcode|pass\s?word|\bpw\b|\bpin\b|パスワード|ﾊﾟｽﾜｰﾄﾞ|パスコード|暗証番号|合言葉)"
    r"\s{0,3}(?:is|was|are|[:=：＝→]|は|が)\s{0,3}[「『\"'“(（]?)([^\s「」『』\"'”)）、。,]{1,200})",  # as above
    re.IGNORECASE,
)
# After "the password is", these tell of a trouble and are no password.
_NO_PASSWORD = frozenset(
    "wrong incorrect invalid right correct refused rejected accepted fine ok okay not no never the a being sure same "  # noqa: SIM905  # one word a line would bury the rule
    "old new too still always also changed reset forgotten definitely saved lost what it different".split()
)


def mask(text: str) -> str:
    """Return `text` with every number of six and more digits, mail, otpauth link, key and password blotted out."""
    for pattern in (_LINK, _MAIL):
        text = pattern.sub(BLOT, text)
    text = _SAID_TO_BE.sub(_hidden, text)
    text = _KEY.sub(_key_hidden, text)
    return _NUMBER.sub(BLOT, text)


def _hidden(found: re.Match[str]) -> str:
    head, said = found.groups()
    plain = said.strip("!?.…").lower()
    harmless = plain in _NO_PASSWORD or (not plain.isascii() and not re.match(rf"[{_LATIN}]", plain))
    return found.group() if harmless else head + BLOT


def _key_hidden(found: re.Match[str]) -> str:
    """Blot out a key, but not a row of ordinary words: keys are all upper case, or hold a digit."""
    said = found.group()
    return BLOT if said.isupper() or any(letter.isdigit() for letter in said) else said
