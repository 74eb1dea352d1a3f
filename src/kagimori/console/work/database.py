"""Where the engine keeps its tables, and how many connections it may hold.

On SQLite a file of its own, so that neither it nor the console waits for the other's writes; on PostgreSQL a schema of
its own in the same database.

Connections on PostgreSQL, at most:

    a worker    POOL + THREADS + 1       5 + 8 + 1 = 14    engine, one for each job under way, the heartbeat
    `web`       KAGIMORI_THREADS + CLIENT_POOL    8 + 2 = 10    one for each request, handing work on
    `serve`     both, but one pool       5 + 8 + 1 + 8 = 22

Three workers and two `web` are 62; the server's own default is 100, of which 3 are kept for its administrator.
A job gives its connection back at its end; an idle worker holds POOL + 1.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connections

if TYPE_CHECKING:
    from pathlib import Path

APPLICATION = "kagimori"
# Changed only together with a way for work that was armed under the old one.
VERSION = "1"
# One of them listens, the others are held for the length of a statement.
POOL = 5
CLIENT_POOL = 2
# How many jobs one process runs at the same time: nudged and shared out ones, and those that the clock starts.
AT_ONCE = 4
THREADS = AT_ONCE * 2


def is_shared() -> bool:
    """Return whether several processes can work on this database."""
    return bool(connections["default"].vendor == "postgresql")


def address() -> str:
    """Return the address of the engine's tables, as the engine wants it; it may hold a password."""
    if not is_shared():
        return f"sqlite:///{_file()}"
    chosen: dict[str, Any] = connections["default"].settings_dict
    login = quote(chosen["USER"]) + (f":{quote(chosen['PASSWORD'], safe='')}" if chosen["PASSWORD"] else "")
    place = f"{chosen['HOST']}:{chosen['PORT']}" if chosen["PORT"] else chosen["HOST"]
    options = {name: value for name, value in chosen["OPTIONS"].items() if isinstance(value, str)}
    return f"postgresql://{login}@{place}/{quote(chosen['NAME'])}" + (f"?{urlencode(options)}" if options else "")


def exists() -> bool:
    """Return whether there are tables of the engine."""
    if not is_shared():
        return _path().exists()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('dbos.workflow_status') IS NOT NULL")
        return bool(cursor.fetchone()[0])


def _path() -> Path:
    path: Path = settings.DATA / "work.sqlite3"
    return path


def _file() -> str:
    path = _path()
    with closing(sqlite3.connect(path)) as file:
        # Readers beside the writer; the engine does not ask for it itself, and is half as fast without.
        file.execute("PRAGMA journal_mode=WAL")
    path.chmod(0o600)
    return str(path)
