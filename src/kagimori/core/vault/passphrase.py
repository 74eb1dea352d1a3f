"""Whether a passphrase withstands somebody who has the file and all the time in the world.

Source: NIST SP 800-63B-4 section 3.1.1.2: long enough, nothing that is guessed first, no rules about signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.errors import BadInput
from kagimori.core.text import Text, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.secret import Secret

# Fewer different signs than this are a pattern, however long it is.
LEAST_DIFFERENT = 7
SHORTEST_NAME = 4
_ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN = 4
WHY = {
    "short": Text("短い", "too short"),
    "same": Text("繰り返し", "a repetition"),
    "run": Text("キーや数字の並び", "a row of keys or digits"),
    "name": Text("チームやアカウントの名前", "a name of the team or an account"),
    "not_text": Text("文字として読めない", "no text"),
}


class PassphraseWeak(BadInput):
    """The passphrase is guessed early: `why` says by what, `least` signs are wanted."""

    code = "vault.passphrase_weak"


def judge(passphrase: Secret, *, least: int, names: Iterable[str] = ()) -> None:
    """Raise PassphraseWeak where the passphrase is short, a pattern, or made of one of the names."""
    try:
        text = passphrase.reveal().decode()
    except UnicodeDecodeError:
        raise PassphraseWeak(why=WHY["not_text"], least=least) from None
    if why := _fault(text, least, names):
        raise PassphraseWeak(why=WHY[why], least=least)


def _fault(text: str, least: int, names: Iterable[str]) -> str:
    plain = fold(text)
    if len(text) < least:
        return "short"
    # What everybody knows counts for nothing: what is left must be long enough by itself.
    for name in names:
        known = fold(name)
        if len(known) >= SHORTEST_NAME and known in plain and len(plain.replace(known, "")) < least:
            return "name"
    if len(set(plain)) < LEAST_DIFFERENT or _is_repeated(plain):
        return "same"
    return "run" if len(_without_runs(plain)) < least else ""


def _is_repeated(text: str) -> bool:
    """Return whether the text is one shorter piece over and over: then it stands in its own double further left."""
    return (text + text).find(text, 1) < len(text)


def _without_runs(text: str) -> str:
    """Return the text without runs of four and more along the alphabet, the digits or a keyboard's row."""
    for row in (one for forward in _ROWS for one in (forward, forward[::-1])):
        for length in range(len(row), _RUN - 1, -1):
            for start in range(len(row) - length + 1):
                text = text.replace(row[start : start + length], "")
    return text
