"""The fast twin of the plain sums in `totp`: the only file here that trades looks for speed.

The two padded key blocks of HMAC (RFC 2104) are worked out once a seed.  A few candidates hash both blocks anew, which
is quicker than copying states; a long search copies the two states kept after those blocks.  Tests hold it equal to
`totp` and to the RFC tables on random seeds; `bench/otp.py` prints what it is worth.
"""

from __future__ import annotations

from functools import cache, lru_cache
from hashlib import sha1, sha256, sha512
from struct import Struct
from typing import TYPE_CHECKING

from kagimori.core.otp.seed import USUAL_DIGITS, USUAL_PERIOD_S, decode_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kagimori.core.otp.seed import Algorithm

# algorithm -> constructor, block length, place of the byte that chooses where the number stands (RFC 4226 section 5.3)
_HASHES = {"sha1": (sha1, 64, 19), "sha256": (sha256, 64, 31), "sha512": (sha512, 128, 63)}
# RFC 4226 prescribes HMAC over SHA-1, which the collisions found in SHA-1 do not touch.
_new_sha1, _SHA1_BLOCK, _SHA1_LAST = _HASHES["sha1"]
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))
_pack = Struct(">Q").pack
_word = Struct(">I").unpack_from
_SIGN_OFF = 0x7FFFFFFF


def code_number(key: bytes, step: int, digits: int, algorithm: Algorithm) -> int:
    """Return the code of one step as a number without its leading zeros."""
    new, block, last = _HASHES[algorithm]
    if len(key) > block:
        key = new(key).digest()
    key = key.ljust(block, b"\0")
    digest = new(key.translate(_OUTER) + new(key.translate(_INNER) + _pack(step)).digest()).digest()
    number: int = (_word(digest, digest[last] & 15)[0] & _SIGN_OFF) % 10**digits
    return number


def code_text(secret_b32: str, unix_s: int) -> str:
    """Return the usual code (SHA-1, six digits, thirty seconds) for a base32 key; raises SeedShape."""
    return f"{code_number(decode_key(secret_b32), unix_s // USUAL_PERIOD_S, USUAL_DIGITS, 'sha1'):06d}"


@cache
def outward(reach_steps: int) -> tuple[int, ...]:
    """Return 0, -1, 1, -2, 2 … up to the reach: a typed code is more often late than early."""
    return (0, *(offset for distance in range(1, reach_steps + 1) for offset in (-distance, distance)))


@lru_cache(maxsize=16)
def _moments(step: int, window_steps: int) -> tuple[bytes, ...]:
    """Return the messages of the steps within the window; for half a minute all codes are checked against the same."""
    return tuple(_pack(step + offset) for offset in outward(window_steps) if step + offset >= 0)


def accepts(secret_b32: str, code: str, unix_s: int, window_steps: int = 1) -> bool:
    """Return whether the usual code of a base32 key is right within the window; a misshapen code is not.

    Raises SeedShape where the key cannot be read.
    """
    if len(code) != USUAL_DIGITS or not (code.isascii() and code.isdigit()):
        return False
    key = decode_key(secret_b32)
    if len(key) > _SHA1_BLOCK:
        key = _new_sha1(key).digest()
    key = key.ljust(_SHA1_BLOCK, b"\0")
    inner, outer, wanted = key.translate(_INNER), key.translate(_OUTER), int(code)
    for moment in _moments(unix_s // USUAL_PERIOD_S, window_steps):
        digest = _new_sha1(outer + _new_sha1(inner + moment).digest()).digest()
        if (_word(digest, digest[_SHA1_LAST] & 15)[0] & _SIGN_OFF) % 1_000_000 == wanted:
            return True
    return False


def matching(key: bytes, wanted: int, steps: Iterable[int], *, digits: int, algorithm: Algorithm) -> Iterator[int]:
    """Yield, in the order given, the steps whose code is `wanted`; none of them may be negative."""
    new, block, last = _HASHES[algorithm]
    if len(key) > block:
        key = new(key).digest()
    key = key.ljust(block, b"\0")
    copy_inner, copy_outer = new(key.translate(_INNER)).copy, new(key.translate(_OUTER)).copy
    modulus = 10**digits
    for step in steps:
        inner = copy_inner()
        inner.update(_pack(step))
        outer = copy_outer()
        outer.update(inner.digest())
        digest = outer.digest()
        if (_word(digest, digest[last] & 15)[0] & _SIGN_OFF) % modulus == wanted:
            yield step
