"""An authenticator entry: its key and the shape of its codes.

Keys are base32 (RFC 4648); the shape's defaults are those of the Key-Uri-Format, which every authenticator app shares.
How a URI is read stands in `uri`, how a code is made in `totp`.  Named tuples, not dataclasses: a code must be out
before a bare Python could have started six times, and dataclasses cost a fifth of that.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from kagimori.core.errors import SeedShape
from kagimori.core.secret import Secret

Algorithm = Literal["sha1", "sha256", "sha512"]
Kind = Literal["totp", "hotp", "steam"]

ALGORITHMS: tuple[Algorithm, ...] = ("sha1", "sha256", "sha512")
DIGITS = range(6, 9)  # RFC 4226 section 5.3 asks for six and names seven and eight
USUAL_DIGITS, USUAL_PERIOD_S = 6, 30
# Longer than any real one; keeps hostile input from becoming work.
LONGEST_KEY_SIGNS = 1024
LONGEST_PERIOD_S = 86_400

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PYTHONS = b"0123456789abcdefghijklmnopqrstuv"  # the digits of int(…, 32)
_BAD = ord("!")


def _table() -> bytes:
    table = bytearray([_BAD]) * 256
    for theirs, ours in zip(_ALPHABET + _ALPHABET.lower(), _PYTHONS * 2, strict=True):
        table[theirs] = ours
    return bytes(table)


_TABLE = _table()
_SKIPPED = b" -=\t\r\n"


class Seed(NamedTuple):
    """One entry of an authenticator; `counter` counts for kind "hotp" only.  Made by `make_seed`, which checks it."""

    key: Secret
    digits: int = USUAL_DIGITS
    period_s: int = USUAL_PERIOD_S
    algorithm: Algorithm = "sha1"
    kind: Kind = "totp"
    counter: int = 0
    issuer: str = ""
    account: str = ""


def decode_key(text: str) -> bytes:
    """Return the key's bytes; blanks, hyphens, padding and the case of letters do not matter.

    Raises SeedShape (field "secret") for a sign outside A-Z and 2-7, and for a length that no key has.
    """
    try:
        signs = text.encode("ascii").translate(_TABLE, _SKIPPED)
        bits = len(signs) * 5
        # One big integer instead of groups of eight: about twice as fast as base64.b32decode.
        number = int(signs, 32)
    except ValueError:
        raise _bad_key(text) from None
    left_over = bits & 7
    if left_over >= 5 or len(signs) > LONGEST_KEY_SIGNS:  # noqa: PLR2004  # five bits a sign: a whole sign too many
        raise SeedShape(field="secret", found=f"{len(signs)}", expected="16, 26, 32 … A-Z 2-7")
    return (number >> left_over).to_bytes(bits >> 3, "big")


def _bad_key(text: str) -> SeedShape:
    """Say where the first wrong sign stands, never what the key is."""
    for place, sign in enumerate(text, start=1):
        if not sign.isascii() or (ord(sign) not in _SKIPPED and _TABLE[ord(sign)] == _BAD):
            return SeedShape(field="secret", found=f"#{place}", expected="A-Z 2-7")
    return SeedShape(field="secret", found="0", expected="A-Z 2-7")


def encode_key(key: Secret) -> Secret:
    """Return the key in base32, upper case and without padding, as a secret text."""
    from base64 import b32encode

    return Secret(b32encode(key.reveal()).rstrip(b"="))


def make_seed(
    secret: str,
    *,
    digits: int = USUAL_DIGITS,
    period_s: int = USUAL_PERIOD_S,
    algorithm: str = "sha1",
) -> Seed:
    """Return a checked time-based seed from a base32 key; raises SeedShape naming the field that is wrong."""
    return Seed(Secret(decode_key(secret)), check_digits(digits), check_period(period_s), check_algorithm(algorithm))


def check_digits(digits: object) -> int:
    """Return `digits` if it is 6, 7 or 8; raises SeedShape."""
    if type(digits) is not int or digits not in DIGITS:
        raise SeedShape(field="digits", found=_shown(digits), expected="6 7 8")
    return digits


def check_period(period_s: object) -> int:
    """Return the period in seconds, a whole number from 1 to a day; raises SeedShape."""
    if type(period_s) is not int or not 1 <= period_s <= LONGEST_PERIOD_S:
        raise SeedShape(field="period", found=_shown(period_s), expected=f"1 - {LONGEST_PERIOD_S}")
    return period_s


def check_algorithm(name: object) -> Algorithm:
    """Return the hash meant by `name` (`SHA1`, `sha-256`, `HmacSHA512` …); raises SeedShape."""
    plain = name.lower().removeprefix("hmac").replace("-", "") if isinstance(name, str) else ""
    for algorithm in ALGORITHMS:
        if plain == algorithm:
            return algorithm
    raise SeedShape(field="algorithm", found=_shown(name), expected="SHA1 SHA256 SHA512")


def _shown(found: object) -> str:
    """Return at most so much of a wrong value that a person knows it again."""
    return ascii(found).strip("'")[:20]
