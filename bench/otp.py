"""One-time codes against pyotp, both sides in turns in one run.

Prints medians and the ratio ours / theirs of the time taken.  Held to: verify 0.25 (4 x per core), drift over a day
each way 0.18, batch 0.2.  Half of the codes are of now, a quarter a step early, a quarter a step late.
"""

from __future__ import annotations

import random
import statistics
import time
from base64 import b32encode
from typing import TYPE_CHECKING

import pyotp

from bench.adapters import totp as ours

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = 1_763_971_215
SECRETS = 512
BATCH = 100_000
DAY_STEPS = 2880
ROUNDS = 9


def main() -> None:
    pairs = _pairs(SECRETS)
    wrong = [(secret, _unmatched(secret)) for secret, _ in pairs[:3]]
    many = _pairs(BATCH, matching=0.8)
    if ours.verify_batch(many, NOW) != [_theirs(*pair) for pair in many]:
        raise SystemExit("the two sides differ")
    _row("generate", ROUNDS, lambda: [ours.generate(s, NOW) for s, _ in pairs], lambda: _generate(pairs))
    _row("verify", ROUNDS, lambda: [ours.verify(s, c, NOW) for s, c in pairs], lambda: [_theirs(*p) for p in pairs])
    _row(
        "drift, a day each way, no match",
        ROUNDS,
        lambda: [ours.find_drift(s, c, NOW, DAY_STEPS) for s, c in wrong],
        lambda: [_theirs(*pair, DAY_STEPS) for pair in wrong],
    )
    _row(f"batch of {BATCH:,}", 3, lambda: ours.verify_batch(many, NOW), lambda: [_theirs(*pair) for pair in many])
    _row(
        "batch of 42, each over a day",
        3,
        lambda: ours.find_drift_batch(wrong * 14, NOW, DAY_STEPS),
        lambda: [_theirs(*pair, DAY_STEPS) for pair in wrong * 14],
    )


def _row(name: str, rounds: int, mine: Callable[[], object], peer: Callable[[], object]) -> None:
    times = [(_seconds(mine), _seconds(peer)) for _ in range(rounds)]
    ratio = statistics.median(a / b for a, b in times)
    mine_ms, peer_ms = (statistics.median(column) * 1000 for column in zip(*times, strict=True))
    print(f"{name:34} ours {mine_ms:9.2f} ms   pyotp {peer_ms:9.2f} ms   ratio {ratio:.3f}   {1 / ratio:.1f} x")


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _generate(pairs: list[tuple[str, str]]) -> list[str]:
    return [pyotp.TOTP(secret).at(NOW) for secret, _ in pairs]


def _theirs(secret: str, code: str, window: int = 1) -> bool:
    return pyotp.TOTP(secret).verify(code, for_time=NOW, valid_window=window)


def _pairs(count: int, matching: float = 1.0) -> list[tuple[str, str]]:
    dice = random.Random(7)
    pairs = []
    for _ in range(count):
        secret = b32encode(dice.randbytes(20)).decode()
        moment = NOW + dice.choice((0, 0, -30, 30)) + (0 if dice.random() < matching else 3000)
        pairs.append((secret, ours.generate(secret, moment)))
    return pairs


def _unmatched(secret: str) -> str:
    """Finds a code that no step of the day makes, so that both sides search to the end."""
    taken = {ours.generate(secret, NOW + step * 30) for step in range(-DAY_STEPS, DAY_STEPS + 1)}
    return next(code for code in (f"{number:06d}" for number in range(10**6)) if code not in taken)


if __name__ == "__main__":
    main()
