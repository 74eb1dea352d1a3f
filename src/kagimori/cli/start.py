"""Getting the console ready, and what can keep it from starting; used by `serve`, `web`, `worker` and `check`.

Settings are read by Django from the environment, which options are written into first.  Nothing here is imported before
a command is called, and Django only within the functions.
"""

from __future__ import annotations

import fcntl
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from kagimori.cli.language import say
from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

PRIVATE_MASK = 0o077
Made = TypeVar("Made")
# Any number that nobody else in this database uses for a lock.
TABLES_LOCK = 0x6B616769


class FolderClosed(Refused):
    """The data folder cannot be made or written: `folder` and `problem` say which and why."""

    code = "start.folder_closed"


class FolderTaken(Refused):
    """Another console runs on the same `folder`."""

    code = "start.folder_taken"


class DatabaseAway(Refused):
    """The database does not answer: `place` and `problem` say which and why, without a password."""

    code = "start.database_away"


class NeedsPostgres(Refused):
    """The `command` works on PostgreSQL only."""

    code = "start.needs_postgres"


def choose(options: Mapping[str, object]) -> None:
    """Let options of the command stand above the environment's settings."""
    os.environ.update({name: str(value) for name, value in options.items() if value is not None})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kagimori.project.settings")


def open_folder() -> None:
    """Make the data folder, closed to everybody else, as is all that this process will write."""
    from django.conf import settings

    from kagimori.cli.folder import make_private

    os.umask(PRIVATE_MASK)
    try:
        make_private(settings.DATA)
        probe = settings.DATA / ".writable"
        probe.touch()
        probe.unlink()
        str(settings.SECRET_KEY)  # the keys are made here, before many threads ask for them at once
    except OSError as problem:
        raise FolderClosed(folder=settings.DATA, problem=problem.strerror) from None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder for this process alone.  Raises FolderTaken where another console does.

    Two would both take up what one of them has left unfinished.  The system lets go of the lock however we end.
    """
    with (folder / "serve.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderTaken(folder=folder) from None
        yield


def need_postgres(command: str) -> None:
    """Raise NeedsPostgres where this installation uses SQLite, which one process has for itself."""
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        raise NeedsPostgres(command=command)


def set_up() -> None:
    """Start Django with this version's labels; the database is not asked for."""
    import django
    from django.conf import settings
    from django.utils.module_loading import import_string

    # Before Django starts: it reads the labels once and keeps what it found.
    import_string("kagimori.project.labels.compile_labels")(settings.DATA)
    django.setup()


def open_database() -> None:
    """Bring labels, tables and keys up to this version.  Raises DatabaseAway, and what `open_keys` does."""
    set_up()
    from django.core.management import call_command
    from django.db import connection

    with asking_database(), _one_at_a_time():
        connection.ensure_connection()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        open_keys()
    # The thread that starts a process has little to ask later; what it needs is opened again.
    connection.close()


@contextmanager
def asking_database() -> Iterator[None]:
    """Say in our words, and without a password, where the database does not answer.  Raises DatabaseAway."""
    from django.conf import settings
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as problem:
        chosen = settings.DATABASES["default"]
        place = f"{chosen.get('HOST', '')}/{chosen['NAME']}".lstrip("/") if chosen.get("HOST") else chosen["NAME"]
        reason = str(problem).strip().splitlines()[0]
        raise DatabaseAway(place=place, problem=reason) from None


def open_keys() -> None:
    """Look whether the keys are those of this database.  Raises what stops the start: lost, another's, or closed."""
    from kagimori.console.keeping.keys import make_ready

    with_passphrase(make_ready)


def with_passphrase(deed: Callable[[], Made]) -> Made:
    """Return what the deed makes, asking for the passphrase of the keys where one is needed and a person is there."""
    import click

    from kagimori.console.doors.keyring import use_passphrase
    from kagimori.core.secret import Secret
    from kagimori.gateways.keys import PassphraseMissing

    try:
        return deed()
    except PassphraseMissing:
        if not sys.stdin.isatty():
            raise
        typed = click.prompt(say("鍵の合言葉", "Passphrase of the keys"), hide_input=True)
        use_passphrase(Secret(typed.encode()))
        return deed()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold PostgreSQL's lock for changing tables: processes that start together would both make the same one."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TABLES_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [TABLES_LOCK])
