"""Codes by time (RFC 6238) and by counter (RFC 4226), as plainly as the standards write them.

Time is an argument: `unix_s`, whole seconds since 1970 in UTC.  Searches over many steps stand in `drift`,
their speed in `fast`.  Codes are strings, for their leading zeros count.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, NamedTuple

from kagimori.core.errors import BadInput, CodeShape, SeedShape
from kagimori.core.otp.fast import outward

if TYPE_CHECKING:
    from kagimori.core.otp.seed import Seed

LATEST_UNIX_S = 253_402_300_799  # the last second of the year 9999


class Code(NamedTuple):
    """A code and the span in which it is right: from `valid_from` up to, not including, `valid_to`, in unix seconds."""

    text: str
    valid_from: int
    valid_to: int

    def __repr__(self) -> str:
        """Return a form without the code."""
        return f"Code(…, {self.valid_from}, {self.valid_to})"


def code_at_counter(seed: Seed, counter: int) -> str:
    """Return the code of one counter value.  Source: RFC 4226 section 5.3."""
    digest = hmac.digest(seed.key.reveal(), counter.to_bytes(8, "big"), seed.algorithm)
    place = digest[-1] & 0xF
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**seed.digits:0{seed.digits}d}"


def code_at(seed: Seed, unix_s: int) -> Code:
    """Return the code at a moment.  Raises SeedShape for an entry that does not count time, BadInput for the moment."""
    step = step_at(seed, unix_s)
    return Code(code_at_counter(seed, step), step * seed.period_s, (step + 1) * seed.period_s)


def step_at(seed: Seed, unix_s: int) -> int:
    """Return which step a moment lies in, counted from 1970.  Raises as `code_at` does."""
    if seed.kind != "totp":
        raise SeedShape(field="type", found=seed.kind, expected="totp")
    if not 0 <= unix_s <= LATEST_UNIX_S:
        raise BadInput(field="at", found=str(unix_s)[:20], expected=f"0 - {LATEST_UNIX_S}")
    return unix_s // seed.period_s


def check_code(seed: Seed, code: str) -> str:
    """Return `code` if it is exactly so many plain digits as the seed makes; raises CodeShape."""
    if len(code) != seed.digits or not (code.isascii() and code.isdigit()):
        raise CodeShape(found=len(code), expected=seed.digits)
    return code


def verify(seed: Seed, code: str, unix_s: int, *, window_steps: int) -> int | None:
    """Return by how many steps the code is ahead (0 is now), or None if it is not right within the window.

    The present step is tried first.  Raises CodeShape, SeedShape and BadInput.
    Source: RFC 6238 section 5.2 leaves the window to the verifier (policy `otp.window`).
    """
    check_code(seed, code)
    step = step_at(seed, unix_s)
    for offset in outward(window_steps):
        if step + offset >= 0 and hmac.compare_digest(code_at_counter(seed, step + offset), code):
            return offset
    return None
