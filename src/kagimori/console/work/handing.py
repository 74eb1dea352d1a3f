"""Handing work on: enqueue, delay, fan out, and what has become of it.

The row says what is due; all of this is a nudge that saves waiting for the next sweep.  Where no book is open in this
process, or the database is away, nothing happens and the answer says so.
"""

from __future__ import annotations

import hashlib
import logging
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError

from kagimori.console.work.book import Book
from kagimori.console.work.failure import way_to
from kagimori.console.work.registry import find_jobs
from kagimori.core.errors import KagimoriError
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import timedelta

log = logging.getLogger("kagimori.work")


class State(StrEnum):
    """What has become of a job."""

    DUE = "due"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


STATES = {
    "DELAYED": State.DUE,
    "ENQUEUED": State.DUE,
    "PENDING": State.RUNNING,
    "SUCCESS": State.DONE,
    "ERROR": State.FAILED,
    "CANCELLED": State.FAILED,
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": State.FAILED,
}


class SomeFailed(KagimoriError):
    """Of `whole` things in a job, `failed` went wrong, the first by an error of the class `first`."""

    code = "work.some_failed"


def enqueue(name: str, *ids: str, key: str | None = None) -> bool:
    """Let the job run soon; with a key once only.  Return False where the next sweep must find it."""
    return _hand_on(name, ids, key=key, seconds=None)


def delay(name: str, *ids: str, wait: timedelta, key: str | None = None) -> bool:
    """Let the job run after `wait`, over restarts and upgrades; return as `enqueue` does."""
    return _hand_on(name, ids, key=key, seconds=wait.total_seconds())


def fan_out(name: str, ids: Iterable[str], *, key: str, chunk: int | None = None) -> int:
    """Share many due things out as jobs of `chunk` ids each (`work.chunk` without); return how many were handed on.

    The same ids under the same key are shared out once, however often this is called; put the time that was due into
    the key.  Where the set of ids has changed between two calls, a thing may be handed on twice; see `done.once`.
    """
    size = chunk or load_policy()["work.chunk"].count
    whole = sorted(set(ids))
    parts = [whole[start : start + size] for start in range(0, len(whole), size)]
    return sum(_hand_on(name, part, key=f"{key}:{_print(part)}", seconds=None) for part in parts)


def each(ids: Iterable[str], deed: Callable[[str], object]) -> None:
    """Do `deed` for each id; one that fails keeps none of the others from it.  Raises SomeFailed at the end.

    A database that is away is nobody's failure: it ends the round at once, and the whole job is tried again.
    """
    whole, failures = 0, []
    for one in ids:
        whole += 1
        try:
            deed(one)
        except (OperationalError, InterfaceError):
            raise
        except Exception as error:  # noqa: BLE001  # whatever it is, the others go on
            log.error("event=work.one_failed id=%s error=%s", one, way_to(error))  # noqa: TRY400  # not what it says
            failures.append(type(error).__name__)
    if failures:
        raise SomeFailed(failed=len(failures), whole=whole, first=failures[0])


def status(name: str, key: str) -> State | None:
    """Return what has become of the job handed on with this key; None where nobody knows of it (any more)."""
    row = Book.now and Book.now.named(run_id(name, key))
    return STATES[row.status] if row else None


def run_id(name: str, key: str) -> str:
    """Return what the engine calls the job handed on with this key."""
    return f"{name}:{key}"


def _hand_on(name: str, ids: Sequence[str], *, key: str | None, seconds: float | None) -> bool:
    from sqlalchemy.exc import SQLAlchemyError

    if name not in find_jobs().jobs:
        raise LookupError(f"no job is called {name!r}")
    if Book.now is None:
        return False
    try:
        Book.now.put(name, ids, run_id=None if key is None else run_id(name, key), seconds=seconds)
    except SQLAlchemyError:
        # Whoever hands on has done its own deed already; that must not look undone because of a nudge.
        log.warning("event=work.not_handed_on job=%s", name)
        return False
    return True


def _print(ids: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
