"""The jobs of all rooms by name, and the times at which some of them run by themselves.

Knows nothing of the engine; the names are kept by it, so a name once used is never given to another deed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.utils.module_loading import autodiscover_modules

if TYPE_CHECKING:
    from kagimori.core.text import Text

SHORTEST_NAME = 3  # the engine refuses shorter ones

Run = Callable[..., None]


@dataclass(slots=True)
class Registry:
    """Jobs by name, the cron line of those that have one (UTC), and what people call them.

    A time that nobody was awake for is not made up for: the row says what is due, and the next time finds it.
    """

    jobs: dict[str, Run] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    words: dict[str, Text] = field(default_factory=dict)

    def add(self, name: str, run: Run, times: str | None, words: Text | None = None) -> None:
        """Take in a job; raises ValueError for a name that is too short or taken."""
        if len(name) < SHORTEST_NAME or self.jobs.get(name, run) is not run:
            raise ValueError(f"job name {name!r} is too short or taken")
        self.jobs[name] = run
        if times:
            self.times[name] = times
        if words:
            self.words[name] = words


registry = Registry()


def job(name: str, words: Text | None = None) -> Callable[[Run], Run]:
    """Mark a function as the job `name`; it is called with ids as texts.  `words` is what the jobs page calls it."""
    return _marked(name, None, words)


def cron(name: str, times: str, words: Text | None = None) -> Callable[[Run], Run]:
    """Mark a function as the job `name` that runs at `times`, a cron line in UTC, without arguments."""
    return _marked(name, times, words)


def _marked(name: str, times: str | None, words: Text | None) -> Callable[[Run], Run]:
    def mark(run: Run) -> Run:
        registry.add(name, run, times, words)
        return run

    return mark


def find_jobs() -> Registry:
    """Return the registry after every room's `jobs.py` was read."""
    _read_jobs()
    return registry


@cache
def _read_jobs() -> None:
    autodiscover_modules("jobs")
