"""The engine's book of work: what is put into it and what stands in it, from a process with an engine or without.

`Book.now` is the one of this process, or None where nobody opened it: in commands and in tests.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import Context
from typing import TYPE_CHECKING, Any

from kagimori.console.work.database import APPLICATION, CLIENT_POOL, VERSION, address, exists

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Work that is handed on, and work that the clock starts: a long fan-out keeps no schedule waiting.
QUEUE = "jobs"
TIMES = "times"
JOB = "job"
CRON = "cron"
FINISHED = ("SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


class Book:
    """The way to the engine's tables.  Argument of each job: its name and a list of ids."""

    now: Book | None = None

    def __init__(self, source: Any, enqueue: Callable[..., Any], close: Callable[[], None]) -> None:
        """Take the running engine or a client of one, with their ways to enqueue and to end."""
        self.source = source
        self.enqueue = enqueue
        self.close = close

    def put(self, name: str, ids: Sequence[str], *, run_id: str | None = None, seconds: float | None = None) -> None:
        """Put a job in the queue; the same `run_id` is taken once, as long as the engine remembers it."""
        options: dict[str, Any] = {"workflow_name": JOB, "queue_name": QUEUE, "app_version": VERSION}
        if run_id is not None:
            options["workflow_id"] = run_id
        if seconds is not None:
            options["delay_seconds"] = seconds
        # In a context of its own: a job that hands on another is no step of it, and the engine would refuse that.
        Context().run(self.enqueue, options, name, list(ids))

    def listed(self, **wanted: Any) -> list[Any]:
        """Return the engine's rows that fit `wanted`, without what came out unless asked for."""
        return list(self.source.list_workflows(**{"load_output": False, **wanted}))

    def named(self, run_id: str) -> Any | None:
        """Return the engine's row `run_id` with what it was called with and its error, or None."""
        return next(iter(self.source.list_workflows(workflow_ids=[run_id])), None)


def connect() -> Book:
    """Open the book without an engine: work put in is done by whoever runs one.  Makes the tables if need be."""
    from dbos import DBOS

    where = address()
    DBOS.migrate(where)
    return client(where)


def client(where: str) -> Book:
    """Open the book at the address `where`, whose tables are there already."""
    from dbos import DBOSClient, DBOSPortableJSONSerializer

    client = DBOSClient(
        system_database_url=where,
        serializer=DBOSPortableJSONSerializer(),
        system_database_pool_size=CLIENT_POOL,
        application_name=APPLICATION,
        # A request must not wait for a database that is away; the next sweep finds what is due.
        retry_connection_errors=False,
    )
    return Book(client, client.enqueue, client.destroy)


@contextmanager
def reading() -> Iterator[Book | None]:
    """Open the book for as long as it is read, where this process has none; None where nothing was ever written."""
    if Book.now is not None:
        yield Book.now
        return
    if not exists():
        yield None
        return
    opened = client(address())
    try:
        yield opened
    finally:
        opened.close()
