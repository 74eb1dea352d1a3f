"""What the engine remembers of work is not in a backup, and must not outlive the rows that it was about.

It takes each key once for ever: what it did before the restore would else never be done for the rows that came back.
Everything that is due stands in the rows themselves, and the next sweep finds it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connection, transaction

SCHEMA = "dbos"
FILE = "work.sqlite3"


def forget() -> None:
    """Let the engine begin anew; taken back with the transaction on PostgreSQL, done after it on SQLite."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {connection.ops.quote_name(SCHEMA)} CASCADE")
    else:
        transaction.on_commit(_remove_files)


def _remove_files() -> None:
    for path in settings.DATA.glob(f"{FILE}*"):
        path.unlink(missing_ok=True)
