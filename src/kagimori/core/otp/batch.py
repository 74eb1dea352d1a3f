"""Many codes at once: the same answers as one by one, in the same order.

A pair is (base32 key, code), both of the usual shape.  In a batch nothing is raised: a key that cannot be read and a
code that is none are simply not right.  Spreading the work over cores is `gateways.cores`' business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.errors import CodeShape, SeedShape
from kagimori.core.otp.drift import find_offset
from kagimori.core.otp.fast import accepts
from kagimori.core.otp.seed import make_seed

if TYPE_CHECKING:
    from collections.abc import Iterable

    Pair = tuple[str, str]


def verify_all(pairs: Iterable[Pair], unix_s: int, window_steps: int) -> list[bool]:
    """Return for each pair whether its code is right within the window."""
    return [_accepts_quietly(secret, code, unix_s, window_steps) for secret, code in pairs]


def find_offsets(pairs: Iterable[Pair], unix_s: int, reach_steps: int) -> list[int | None]:
    """Return for each pair by how many steps its clock is ahead, or None where no offset explains the code."""
    return [_offset_quietly(secret, code, unix_s, reach_steps) for secret, code in pairs]


def _accepts_quietly(secret: str, code: str, unix_s: int, window_steps: int) -> bool:
    try:
        return accepts(secret, code, unix_s, window_steps)
    except SeedShape:
        return False


def _offset_quietly(secret: str, code: str, unix_s: int, reach_steps: int) -> int | None:
    try:
        return find_offset(make_seed(secret), code, unix_s, reach_steps=reach_steps)
    except (SeedShape, CodeShape):
        return None
