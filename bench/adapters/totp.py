"""One-time codes of the usual shape (SHA-1, six digits, thirty seconds), as CONTRACTS names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.errors import CodeShape
from kagimori.core.otp.drift import find_offset
from kagimori.core.otp.fast import accepts, code_text
from kagimori.core.otp.seed import make_seed
from kagimori.gateways import cores

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW_STEPS = 1


def generate(secret_b32: str, unix_s: int) -> str:
    return code_text(secret_b32, int(unix_s))


def verify(secret_b32: str, code: str, unix_s: int) -> bool:
    return accepts(secret_b32, code, int(unix_s), WINDOW_STEPS)


def find_drift(secret_b32: str, code: str, unix_s: int, steps: int) -> int | None:
    try:
        return find_offset(make_seed(secret_b32), code, int(unix_s), reach_steps=steps)
    except CodeShape:
        return None


def verify_batch(pairs: Sequence[tuple[str, str]], unix_s: int) -> Sequence[bool]:
    return cores.verify_batch(pairs, int(unix_s), WINDOW_STEPS)


def find_drift_batch(pairs: Sequence[tuple[str, str]], unix_s: int, steps: int) -> Sequence[int | None]:
    return cores.find_drift_batch(pairs, int(unix_s), steps)
