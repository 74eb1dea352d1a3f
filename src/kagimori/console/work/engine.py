"""The engine behind enqueue, delay and cron: DBOS, started by `kagimori serve` and nobody else.

On SQLite it keeps a file of its own, so that neither it nor the console waits for the other's writes; on PostgreSQL
a schema of its own in the same database.  The version is pinned: work armed before an upgrade fires after it.  All
jobs go through one workflow, whose arguments are a job's name and ids.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import closing
from contextvars import Context
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connections
from django.utils import timezone

from kagimori.console.work.registry import find_jobs, registry

if TYPE_CHECKING:
    from datetime import datetime

APPLICATION = "kagimori"
# Changed only together with a way for work that was armed under the old one.
VERSION = "1"
QUEUE = "jobs"
AT_ONCE = 4
POOL = 8
# How long a running job may still take when the process is told to end, in seconds.
PATIENCE = 4
KEPT = timedelta(days=7)
TIDY_AT_ONCE = 500

log = logging.getLogger("kagimori.work")
# The threads that are in the middle of a job; adding and removing one is a single act of the interpreter.
busy: set[int] = set()


class Engine:
    """One running engine; `Engine.now` is the one of this process, or None."""

    now: Engine | None = None

    def __init__(self, *, executor: str, poll_seconds: float) -> None:
        """Start it; everything that a room has marked as a job can run from here on."""
        # A second of imports that only the serving process pays.
        from dbos import DBOS, DBOSPortableJSONSerializer

        find_jobs()
        self.dbos = DBOS
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": _database(),
                "application_version": VERSION,
                "executor_id": executor,
                "sys_db_pool_size": POOL,
                "max_executor_threads": AT_ONCE * 2,
                "scheduler_polling_interval_sec": poll_seconds,
                "notification_listener_polling_interval_sec": poll_seconds,
                "serializer": DBOSPortableJSONSerializer(),
                "log_level": "WARNING",
            }
        )
        self.workflow = DBOS.workflow(name="job")(_job)
        self.scheduled = DBOS.workflow(name="cron")(_cron)
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=poll_seconds)
        self.apply_times()

    def apply_times(self) -> None:
        """Make the engine's schedules those of the registry, no more and no less."""
        for known in self.dbos.list_schedules():
            if known["schedule_name"] not in registry.times:
                self.dbos.delete_schedule(known["schedule_name"])
        self.dbos.apply_schedules(
            [
                {"schedule_name": name, "workflow_fn": self.scheduled, "schedule": times, "context": name}
                for name, times in registry.times.items()
            ]
        )

    def hand_over(self, name: str, ids: tuple[str, ...], *, key: str | None, seconds: float | None) -> None:
        """Put a job in the queue; the same key is taken once for ever."""
        from contextlib import ExitStack

        from dbos import SetEnqueueOptions, SetWorkflowID

        with ExitStack() as stack:
            if key is not None:
                stack.enter_context(SetWorkflowID(f"{name}:{key}"))
            if seconds is not None:
                stack.enter_context(SetEnqueueOptions(delay_seconds=seconds))
            self.dbos.enqueue_workflow(QUEUE, self.workflow, name, list(ids))

    def tidy(self, before: datetime) -> int:
        """Forget work that was finished before `before`; return how much, at most a fixed number a call."""
        done = self.dbos.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=before.isoformat(),
            limit=TIDY_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        self.dbos.delete_workflows([workflow.workflow_id for workflow in done])
        return len(done)


def launch(*, executor: str = "serve", poll_seconds: float = 1.0) -> None:
    """Start the engine of this process; `executor` must be stable over restarts and held by one process only."""
    Engine.now = Engine(executor=executor, poll_seconds=poll_seconds)


def stop(*, patience: int = PATIENCE) -> None:
    """End the engine: running jobs get `patience` seconds, unfinished ones go on after the next start."""
    running, Engine.now = Engine.now, None
    if running is not None:
        # Where nothing runs there is nothing to be patient for; the library would wait all the same.
        running.dbos.destroy(destroy_registry=True, workflow_completion_timeout_sec=patience if busy else 0)


def enqueue(name: str, *ids: str, key: str | None = None) -> bool:
    """Let the job run soon; return False where no engine runs in this process and the next sweep must find it."""
    return _nudge(name, ids, key=key, seconds=None)


def delay(name: str, *ids: str, wait: timedelta, key: str | None = None) -> bool:
    """Let the job run after `wait`, over restarts; return as `enqueue` does."""
    return _nudge(name, ids, key=key, seconds=wait.total_seconds())


def _nudge(name: str, ids: tuple[str, ...], *, key: str | None, seconds: float | None) -> bool:
    if name not in find_jobs().jobs:
        raise LookupError(f"no job is called {name!r}")
    if Engine.now is None:
        return False
    # In a context of its own: a job that hands on another is no step of it, and the engine would refuse that.
    Context().run(Engine.now.hand_over, name, ids, key=key, seconds=seconds)
    return True


def _job(name: str, ids: list[str]) -> None:
    """Run one job as one step; this is the only workflow that stores arguments of ours."""
    from dbos import DBOS

    DBOS.run_step({"name": name}, _run, name, ids)


def _cron(_due: datetime, name: str) -> None:
    from dbos import DBOS

    DBOS.run_step({"name": name}, _run, name, [])


def _run(name: str, ids: list[str]) -> None:
    run = registry.jobs.get(name)
    if run is None:
        log.warning("event=work.unknown_job job=%s", name)
        return
    busy.add(threading.get_ident())
    try:
        run(*ids)
    except Exception:
        log.exception("event=work.failed job=%s", name)
        raise
    finally:
        busy.discard(threading.get_ident())
        # The engine's threads live long; an open connection in each of them would not be given back.
        connections.close_all()


def _database() -> str:
    chosen: dict[str, Any] = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        return f"sqlite:///{_file()}"
    login = quote(chosen["USER"]) + (f":{quote(chosen['PASSWORD'], safe='')}" if chosen["PASSWORD"] else "")
    place = f"{chosen['HOST']}:{chosen['PORT']}" if chosen["PORT"] else chosen["HOST"]
    options = {name: value for name, value in chosen["OPTIONS"].items() if isinstance(value, str)}
    return f"postgresql://{login}@{place}/{quote(chosen['NAME'])}" + (f"?{urlencode(options)}" if options else "")


def _file() -> str:
    path = settings.DATA / "work.sqlite3"
    with closing(sqlite3.connect(path)) as file:
        # Readers beside the writer; the engine does not ask for it itself, and is half as fast without.
        file.execute("PRAGMA journal_mode=WAL")
    path.chmod(0o600)
    return str(path)


def forget_old() -> None:
    """Keep the engine's own tables small."""
    before = timezone.now() - KEPT
    while Engine.now is not None and Engine.now.tidy(before) == TIDY_AT_ONCE:
        pass
