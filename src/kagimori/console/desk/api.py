"""What runs by itself: for a token of the installation's owner that holds `installation.manage`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from kagimori.console.desk.jobs_again import run_again
from kagimori.console.doors.api import INSTALLATION, Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import PLAIN, Asked
from kagimori.console.work.queries import Overview, Run, overview

room = Room("jobs")


class RunOut(Schema):
    """A job that was handed on."""

    id: str
    job: str
    state: str
    things: int
    put_at: datetime
    due_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    tries: int
    failure: str | None


class SumOut(Schema):
    """Several runs of one job."""

    job: str
    runs: int
    things: int
    first: datetime
    last: datetime


class TimeOut(Schema):
    """A job that runs by the clock."""

    job: str
    line: str
    last: datetime | None
    next: datetime


class JobsOut(Schema):
    """What failed, runs, is due, comes by the clock and was done."""

    failed: list[RunOut]
    running: list[RunOut]
    due: list[SumOut]
    times: list[TimeOut]
    done: list[SumOut]


class AgainIn(Asked):
    """Which failed run."""

    id: Annotated[str, Field(min_length=1, max_length=300, pattern=PLAIN)]


@room.open("GET", "/installation/jobs", needs=INSTALLATION, answer=JobsOut)
def jobs(request: HttpRequest) -> Any:
    """Show what runs by itself."""
    return _jobs(overview(timezone.now()))


@room.open("POST", "/installation/jobs/again", needs=INSTALLATION, status=204)
def job_again(request: HttpRequest, wish: AgainIn) -> None:
    """Start a job again that failed; asked for twice, it is started once."""
    run_again(wish.id, by=standing_of(request).actor, now=timezone.now())


def _jobs(seen: Overview) -> dict[str, Any]:
    return {
        "failed": [_run(run) for run in seen.failed],
        "running": [_run(run) for run in seen.running],
        "due": seen.due,
        "times": seen.times,
        "done": seen.done,
    }


def _run(run: Run) -> RunOut:
    return RunOut(
        id=run.id,
        job=run.job,
        state=str(run.state),
        things=run.things,
        put_at=run.put_at,
        due_at=run.due_at,
        started_at=run.started_at,
        ended_at=run.ended_at,
        tries=run.tries,
        failure=run.failure.code if run.failure else None,
    )
