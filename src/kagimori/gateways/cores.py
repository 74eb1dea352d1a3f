"""The machine's other cores: one process each for work that is worth more than starting it.

A child is this module run by name; it reads its share as JSON on standard input and writes the answers as JSON, so that
keys never stand in arguments or files.  Forking is avoided: the console's process has threads.  A child that fails
costs time only, for its share is then done here; the answers are the same however many cores there are.
"""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404  # only this very interpreter is started
import sys
from contextlib import suppress
from itertools import pairwise
from threading import Thread
from typing import TYPE_CHECKING, Any

from kagimori.core.otp.batch import find_offsets, verify_all

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kagimori.core.otp.batch import Pair

# name -> the work, and how many items are done in a quarter of a second.  Starting and feeding a child takes a fifth of
# that, but the other core is often busy with something else, and then a child only gets in the way.
WORK: dict[str, tuple[Callable[..., list[Any]], int]] = {"verify": (verify_all, 100_000), "drift": (find_offsets, 50)}
CHILD_START = 1 / 5


def verify_batch(pairs: Sequence[Pair], unix_s: int, window_steps: int) -> list[bool]:
    """Return for each pair whether its code is right, worked out on every core that is worth it."""
    return spread("verify", pairs, unix_s, window_steps)


def find_drift_batch(pairs: Sequence[Pair], unix_s: int, reach_steps: int) -> list[int | None]:
    """Return for each pair by how many steps its clock is ahead or None, worked out on every core that is worth it."""
    return spread("drift", pairs, unix_s, reach_steps)


def spread(name: str, items: Sequence[Pair], *figures: int, cores: int | None = None) -> list[Any]:
    """Return the answers of the named work in the order of the items; `cores` is for tests."""
    work, worth = WORK[name]
    count = min(cores or os.cpu_count() or 1, 1 + len(items) // (2 * worth))
    shares = shares_of(items, count, int(worth * CHILD_START))
    children = [_Child(name, share, figures) for share in shares[1:]]
    answers = work(shares[0], *figures)
    for child in children:
        answers += child.answers()
    return answers


def shares_of(items: Sequence[Pair], count: int, start: int) -> list[Sequence[Pair]]:
    """Cut the items so that all end together: the first share, done here, is longer by what a child's start takes."""
    head = (len(items) + (count - 1) * start) // count
    rest = len(items) - head
    edges = [0, *(head + rest * number // max(1, count - 1) for number in range(count))]
    return [items[begin:end] for begin, end in pairwise(edges)]


class _Child:
    """One other process at work; a thread feeds it, so that this one's own share is not held up."""

    def __init__(self, name: str, share: Sequence[Pair], figures: tuple[int, ...]) -> None:
        self.name, self.share, self.figures = name, share, figures
        command, pipe = [sys.executable, "-m", "kagimori.gateways.cores", name], subprocess.PIPE
        # The command is this very interpreter with this very module; nothing in it comes from outside.
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603  # nosec B603
        self.thread = Thread(target=self._feed, args=(json.dumps([share, figures]).encode(),), daemon=True)
        self.thread.start()

    def _feed(self, task: bytes) -> None:
        assert self.process.stdin is not None
        # One write for all of it: of small pieces, as `communicate` makes them, each waits for the interpreter's lock.
        with suppress(OSError), self.process.stdin as pipe:
            pipe.write(task)

    def answers(self) -> list[Any]:
        """Wait for the child and return its answers, or do its share here."""
        assert self.process.stdout is not None
        with self.process:
            output = self.process.stdout.read()
        self.thread.join()
        try:
            answers: list[Any] = json.loads(output)
        except ValueError:
            return WORK[self.name][0](self.share, *self.figures)
        return answers


def main() -> None:
    """Do one share: JSON in, JSON out."""
    share, figures = json.load(sys.stdin)
    json.dump(WORK[sys.argv[1]][0](share, *figures), sys.stdout)


if __name__ == "__main__":
    main()
