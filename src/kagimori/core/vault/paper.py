"""The number of a print: eight signs and two check digits, so that a number that was misread is noticed.

The signs are Crockford's base 32, which has no I, L, O and U; the check digits are those of ISO 7064 (MOD 97-10), which
notice every single wrong sign and any two that changed places.
"""

from __future__ import annotations

import re

from kagimori.core.errors import BadInput
from kagimori.core.text import fold

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 8, 4
HOW_MANY = len(SIGNS) ** LENGTH
_MODULUS, _SHIFT, _REST = 97, 100, 98
_SLIPS = str.maketrans("OIL", "011")
_FORM = re.compile(rf"[{SIGNS}]{{{LENGTH}}}\d\d")


class NumberWrong(BadInput):
    """This is no number of a print, or a sign of it was misread: `found`."""

    code = "vault.paper_number"


def number(drawn: int) -> str:
    """Return the number for a drawn one below HOW_MANY, such as `7QXD-4VTR-52`."""
    signs = "".join(SIGNS[drawn // len(SIGNS) ** place % len(SIGNS)] for place in reversed(range(LENGTH)))
    return f"{signs[:GROUP]}-{signs[GROUP:]}-{_check(signs):02}"


def read_number(typed: str) -> str:
    """Return a typed number in its one form; blanks, hyphens, widths and cases do not matter.  Raises NumberWrong."""
    plain = re.sub(r"[^0-9A-Z]", "", fold(typed).upper()).translate(_SLIPS)
    signs, check = plain[:LENGTH], plain[LENGTH:]
    if not _FORM.fullmatch(plain) or int(check) != _check(signs):
        raise NumberWrong(found=typed.strip()[:20])
    return f"{signs[:GROUP]}-{signs[GROUP:]}-{check}"


def _check(signs: str) -> int:
    value = 0
    for sign in signs:
        value = value * len(SIGNS) + SIGNS.index(sign)
    return _REST - value * _SHIFT % _MODULUS
