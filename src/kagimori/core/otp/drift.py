"""How far a phone's clock is off, found from a code that it showed.

The search goes outward from now, so that the nearest explanation wins.  How far it goes, and from which chance of a
coincidence on a second code is asked, are policy (`otp.drift_reach`, `otp.ask_again_above`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.fast import matching, outward
from kagimori.core.otp.totp import check_code, step_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.otp.seed import Seed


def find_offset(seed: Seed, code: str, unix_s: int, *, reach_steps: int) -> int | None:
    """Return the steps by which the phone's clock is ahead of ours, or None if no offset explains the code.

    None is news, not an error: it speaks for an old seed on the phone (DOC-16).  Raises CodeShape and SeedShape.
    Source: RFC 6238 section 6 permits the search; how far is ours.
    """
    return next(offsets(seed, code, unix_s, reach_steps=reach_steps), None)


def offsets(seed: Seed, code: str, unix_s: int, *, reach_steps: int) -> Iterator[int]:
    """Yield every offset in steps that explains the code, the nearest first.  Raises CodeShape and SeedShape."""
    wanted, step = int(check_code(seed, code)), step_at(seed, unix_s)
    steps = [step + offset for offset in outward(reach_steps)]
    if step < reach_steps:
        steps = [here for here in steps if here >= 0]
    found = matching(seed.key.reveal(), wanted, steps, digits=seed.digits, algorithm=seed.algorithm)
    return (here - step for here in found)


def reach_in_steps(seed: Seed, reach_s: float) -> int:
    """Return how many whole steps lie in a span of seconds."""
    return int(reach_s // seed.period_s)


def candidates(reach_steps: int) -> int:
    """Return how many codes a search over that reach compares."""
    return 2 * reach_steps + 1


def coincidence(compared: int, digits: int) -> float:
    """Return the chance that a random code equals at least one of so many compared codes."""
    return 1.0 - (1.0 - 10.0**-digits) ** compared


def offset_span_s(seed: Seed, unix_s: float, offset_steps: int) -> tuple[float, float]:
    """Return between how many seconds the phone's clock is ahead, if it showed that step's code at that moment."""
    starts = (int(unix_s // seed.period_s) + offset_steps) * seed.period_s
    return starts - unix_s, starts + seed.period_s - unix_s
