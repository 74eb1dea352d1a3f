"""Starting again what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.work.book import reading
from kagimori.console.work.queries import AGAIN, called_with, failed_run
from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from kagimori.console.work.queries import Run


class NotFailed(Refused):
    """The run did not fail, was started again already, or is forgotten."""

    code = "work.not_failed"


def find_failed(run_id: str) -> Run:
    """Return the failed run.  Raises NotFailed where there is nothing to start again."""
    run = failed_run(run_id)
    if run is None:
        raise NotFailed
    return run


def start_again(run_id: str) -> None:
    """Put the failed run's job into the queue with the same ids; done twice, it is put there once."""
    with reading() as book:
        row = book.named(run_id) if book else None
        if book is not None and row is not None:
            job, ids = called_with(row)
            book.put(job, ids, run_id=run_id + AGAIN)
