"""The engine that does the work: DBOS, started by `kagimori serve` and `kagimori worker` and nobody else.

The version is pinned: work armed before an upgrade fires after it.  All jobs go through two workflows, whose arguments
are a job's name and ids.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, NoReturn

from django.db import InterfaceError, OperationalError, connections

from kagimori.console.work.book import CRON, FINISHED, JOB, QUEUE, TIMES, Book
from kagimori.console.work.database import APPLICATION, AT_ONCE, POOL, THREADS, VERSION, address
from kagimori.console.work.failure import JobFailed, way_to
from kagimori.console.work.registry import find_jobs, registry
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

# How long a running job may still take when the process is told to end, in seconds.
PATIENCE = 4
TIDY_AT_ONCE = 500
# How long a job waits for a database that is away, in seconds: for a restart of it, not for a repair.
AWAY = (1, 2, 4, 8)

log = logging.getLogger("kagimori.work")
# The threads that are in the middle of a job; adding and removing one is a single act of the interpreter.
busy: set[int] = set()


class Engine:
    """One running engine; `Engine.now` is the one of this process, or None."""

    now: Engine | None = None

    def __init__(self, *, executor: str, poll_seconds: float) -> None:
        """Start it; everything that a room has marked as a job can run from here on."""
        # A second of imports that only the working process pays.
        from dbos import DBOS, DBOSPortableJSONSerializer

        find_jobs()
        self.dbos = DBOS
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": address(),
                "application_version": VERSION,
                "executor_id": executor,
                "sys_db_pool_size": POOL,
                "max_executor_threads": THREADS,
                "scheduler_polling_interval_sec": poll_seconds,
                "notification_listener_polling_interval_sec": poll_seconds,
                "serializer": DBOSPortableJSONSerializer(),
                "log_level": "WARNING",
            }
        )
        # A job that takes its process down with it is not handed on for ever.
        tries = load_policy()["work.tries"].count
        self.workflow = DBOS.workflow(name=JOB, max_recovery_attempts=tries)(_job)
        self.scheduled = DBOS.workflow(name=CRON, max_recovery_attempts=tries)(_cron)
        # Not public, and looked up at the start so that a change is seen then: the public way hands on a workflow
        # whoever holds it by now, this one only what the named processes hold.
        self._recover = DBOS._recover_pending_workflows  # noqa: SLF001
        DBOS.launch()
        for queue in (QUEUE, TIMES):
            DBOS.register_queue(queue, worker_concurrency=AT_ONCE, polling_interval_sec=poll_seconds)
        self.apply_times()

    def apply_times(self) -> None:
        """Make the engine's schedules those of the registry, no more and no less."""
        for known in self.dbos.list_schedules():
            if known["schedule_name"] not in registry.times:
                self.dbos.delete_schedule(known["schedule_name"])
        self.dbos.apply_schedules(
            [
                {
                    "schedule_name": name,
                    "workflow_fn": self.scheduled,
                    "schedule": times,
                    "context": name,
                    "queue_name": TIMES,
                }
                for name, times in registry.times.items()
            ]
        )

    def holders(self) -> set[str]:
        """Return the processes that have taken up work and not finished it."""
        under_way = self.dbos.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {workflow.executor_id for workflow in under_way if workflow.executor_id}

    def hand_on(self, holders: Iterable[str]) -> int:
        """Put back into the queue what these processes hold, and nothing that has another holder by now."""
        return len(self._recover(sorted(holders)))

    def tidy(self, before: datetime) -> int:
        """Forget work that was finished before `before`; return how much, at most a fixed number a call."""
        done = self.dbos.list_workflows(
            status=list(FINISHED),
            completed_before=before.isoformat(),
            limit=TIDY_AT_ONCE,
            load_input=False,
            load_output=False,
        )
        self.dbos.delete_workflows([workflow.workflow_id for workflow in done])
        return len(done)


def launch(*, executor: str = "serve", poll_seconds: float = 1.0) -> Engine:
    """Start the engine of this process; no two live processes may have the same `executor`."""
    engine = Engine.now = Engine(executor=executor, poll_seconds=poll_seconds)
    Book.now = Book(engine.dbos, engine.dbos.enqueue_workflow_with_options, lambda: None)
    return engine


def stop(*, patience: int = PATIENCE) -> None:
    """End the engine: running jobs get `patience` seconds, unfinished ones go on after the next start or elsewhere."""
    running, Engine.now, Book.now = Engine.now, None, None
    if running is not None:
        # Where nothing runs there is nothing to be patient for; the library would wait all the same.
        running.dbos.destroy(destroy_registry=True, workflow_completion_timeout_sec=patience if busy else 0)


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
        _run_patiently(name, lambda: run(*ids))
    except Exception as error:  # noqa: BLE001  # whatever a room raises is told in the log and kept by name
        _tell(name, error)
    finally:
        busy.discard(threading.get_ident())
        # The engine's threads live long; an open connection in each of them would not be given back.
        connections.close_all()


def _run_patiently(name: str, run: Callable[[], None]) -> None:
    """Run it again where the database was away for a moment: that is no fault of the job's."""
    for wait in AWAY:
        try:
            run()
        except (OperationalError, InterfaceError) as problem:
            log.warning("event=work.database_away job=%s problem=%s", name, type(problem).__name__)
            connections.close_all()
            time.sleep(wait)
        else:
            return
    run()


def _tell(name: str, error: Exception) -> NoReturn:
    log.error("event=work.failed job=%s error=%s", name, way_to(error))
    raise JobFailed(error) from None
