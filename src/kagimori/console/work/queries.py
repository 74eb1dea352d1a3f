"""What runs by itself, as people want to see it: what failed and why, what is due, what ran, and who is at work.

Read from the engine's tables; what it has forgotten (`work.kept`) nobody sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kagimori.console.work.book import CRON, reading
from kagimori.console.work.failure import Failure, GaveUp, read
from kagimori.console.work.handing import STATES, State
from kagimori.console.work.models import Worker
from kagimori.console.work.registry import find_jobs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.console.work.book import Book

# How many of each the page looks at: enough to see what goes on, few enough for one look.
MOST_FAILED = 50
MOST_DUE = 500
MOST_DONE = 300
AGAIN = "~again"
UNFINISHED = ("ENQUEUED", "DELAYED")
FAILED = tuple(status for status, state in STATES.items() if state is State.FAILED)


@dataclass(frozen=True, slots=True)
class Run:
    """One job that was handed on: `things` is how many ids it got, `tries` how often it was started."""

    id: str
    job: str
    state: State
    things: int
    put_at: datetime
    due_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    tries: int
    worker: str
    failure: Failure | None


@dataclass(frozen=True, slots=True)
class Sum:
    """Several runs of one job: how many, of how many things, the soonest and the latest of their moments."""

    job: str
    runs: int
    things: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Time:
    """A job that runs by the clock: its cron line in UTC, when it last started and when it will."""

    job: str
    line: str
    last: datetime | None
    next: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything; all of it empty where nothing was ever handed on.  `workers` only on a shared database."""

    failed: tuple[Run, ...] = ()
    running: tuple[Run, ...] = ()
    due: tuple[Sum, ...] = ()
    times: tuple[Time, ...] = ()
    done: tuple[Sum, ...] = ()
    workers: tuple[Worker, ...] = ()


def overview(now: datetime) -> Overview:
    """Return what stands in the book."""
    with reading() as book:
        if book is None:
            return Overview()
        due = [_run(row) for row in book.listed(status=list(UNFINISHED), limit=MOST_DUE)]
        done = [_run(row) for row in book.listed(status="SUCCESS", limit=MOST_DONE, sort_desc=True)]
        return Overview(
            failed=tuple(_failed(book)),
            running=tuple(_run(row) for row in book.listed(status="PENDING")),
            due=_sums(due, "due_at"),
            times=tuple(sorted(_times(book, now), key=lambda each: each.next)),
            done=_sums(done, "ended_at"),
            workers=tuple(Worker.objects.order_by("name")),
        )


def failed() -> tuple[Run, ...]:
    """Return what failed and was not started again, the newest first; at most as many as the page shows."""
    with reading() as book:
        return tuple(_failed(book)) if book else ()


def failed_run(run_id: str) -> Run | None:
    """Return the run with this id if it failed and was not started again; else None."""
    with reading() as book:
        row = book.named(run_id) if book else None
        if book is None or row is None or row.status not in FAILED or book.named(run_id + AGAIN) is not None:
            return None
        return _run(row)


def _failed(book: Book) -> Iterable[Run]:
    rows = book.listed(status=list(FAILED), limit=MOST_FAILED, sort_desc=True, load_output=True)
    wanted = [row.workflow_id + AGAIN for row in rows]
    again = {row.workflow_id for row in book.listed(workflow_ids=wanted, load_input=False)} if wanted else set()
    return (_run(row) for row in rows if row.workflow_id + AGAIN not in again)


def _run(row: Any) -> Run:
    job, things = called_with(row)
    put_at = _moment(row.created_at) or datetime.min.replace(tzinfo=UTC)
    return Run(
        id=row.workflow_id,
        job=job,
        state=STATES[row.status],
        things=len(things),
        put_at=put_at,
        due_at=_moment(row.delay_until_epoch_ms) or put_at,
        started_at=_moment(row.dequeued_at),
        ended_at=_moment(row.completed_at),
        tries=row.recovery_attempts or 0,
        worker=(row.executor_id or "").partition(":")[0],
        failure=_failure(row),
    )


def called_with(row: Any) -> tuple[str, list[str]]:
    """Return which job the engine's row is about, and its ids."""
    first, second = row.input["args"]
    return (second, []) if row.name == CRON else (first, second)


def _failure(row: Any) -> Failure | None:
    if row.error is not None:
        return read(row.error)
    if row.status == "MAX_RECOVERY_ATTEMPTS_EXCEEDED":
        return Failure("", code=GaveUp.code, fields=(("tries", row.recovery_attempts),))
    return None


def _sums(runs: list[Run], moment: str) -> tuple[Sum, ...]:
    by_job = sorted(runs, key=lambda run: run.job)
    sums = [_sum(job, list(those), moment) for job, those in groupby(by_job, key=lambda run: run.job)]
    return tuple(sorted(sums, key=lambda each: each.first))


def _sum(job: str, runs: list[Run], moment: str) -> Sum:
    moments = [getattr(run, moment) or run.put_at for run in runs]
    return Sum(job, len(runs), sum(run.things for run in runs), min(moments), max(moments))


def _times(book: Book, now: datetime) -> Iterable[Time]:
    from croniter import croniter

    known = {each["schedule_name"]: each for each in book.source.list_schedules()}
    for name, line in find_jobs().times.items():
        last = known.get(name, {}).get("last_fired_at")
        upcoming: datetime = croniter(line, now.astimezone(UTC)).get_next(datetime)
        yield Time(name, line, datetime.fromisoformat(last) if last else None, upcoming)


def _moment(epoch_ms: int | None) -> datetime | None:
    return None if epoch_ms is None else datetime.fromtimestamp(epoch_ms / 1000, UTC)
