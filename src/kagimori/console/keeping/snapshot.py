"""Reading the whole database as it was at one moment, while others go on writing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def one_moment() -> Iterator[None]:
    """Let everything that is read inside be of one moment; nobody waits for it, and it waits for nobody.

    Raises TransactionManagementError inside a transaction, whose moment may be another.
    """
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("a moment of its own needs a connection at rest")
    with _on_sqlite() if connection.vendor == "sqlite" else _on_postgres():
        yield


@contextmanager
def _on_sqlite() -> Iterator[None]:
    # Not through Django, whose transactions reserve the right to write: a plain one is a view of the write-ahead log.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


@contextmanager
def _on_postgres() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
