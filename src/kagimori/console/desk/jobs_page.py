"""The frozen values that the jobs page lays out, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kagimori.console.look.spelling import age
from kagimori.console.work.database import is_shared
from kagimori.console.work.registry import find_jobs
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.work.queries import Overview, Run, Sum
    from kagimori.core.text import Lang


@dataclass(frozen=True, slots=True)
class Failed:
    """One run that failed: why in words, and for whoever looks after the installation the class and the place."""

    id: str
    job: str
    at: datetime | None
    why: str
    detail: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: which job, how much of it, when first and when last."""

    job: str
    much: str
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class AtWork:
    """One worker, where it runs, and how long ago it was heard of."""

    name: str
    machine: str
    since: datetime
    seen: str


@dataclass(frozen=True, slots=True)
class JobsPage:
    """Everything on the page; `nobody` says that what is due waits for a worker."""

    failed: tuple[Failed, ...]
    running: tuple[Row, ...]
    due: tuple[Row, ...]
    times: tuple[Row, ...]
    done: tuple[Row, ...]
    workers: tuple[AtWork, ...]
    nobody: bool


def jobs_page(seen: Overview, now: datetime) -> JobsPage:
    """Return the page."""
    return JobsPage(
        failed=tuple(_failed(run) for run in seen.failed),
        running=tuple(Row(_job(run.job), _things(run.things), run.started_at, None) for run in seen.running),
        due=tuple(_row(each) for each in seen.due),
        times=tuple(Row(_job(each.job), "", each.last, each.next) for each in seen.times),
        done=tuple(_row(each) for each in sorted(seen.done, key=lambda each: each.last, reverse=True)),
        workers=tuple(AtWork(one.name, one.machine, one.since, age(one.beat, now)) for one in seen.workers),
        nobody=is_shared() and not seen.workers,
    )


def _failed(run: Run) -> Failed:
    failure = run.failure
    why = explain(failure.error, _language()) if failure else _("It was stopped.")
    parts = (failure.name, failure.where, run.worker) if failure else (run.worker,)
    return Failed(run.id, _job(run.job), run.ended_at or run.put_at, why, " · ".join(part for part in parts if part))


def _row(each: Sum) -> Row:
    times = ngettext("%(count)s time", "%(count)s times", each.runs) % {"count": each.runs}
    much = f"{times}, {_things(each.things)}" if each.things > 1 else times
    return Row(_job(each.job), much, each.first, each.last)


def _things(count: int) -> str:
    return ngettext("%(count)s thing", "%(count)s things", count) % {"count": count} if count > 1 else ""


def _job(name: str) -> str:
    words = find_jobs().words.get(name)
    return words.to(_language()) if words else name


def _language() -> Lang:
    return "ja" if (get_language() or "ja").startswith("ja") else "en"
