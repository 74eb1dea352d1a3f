"""Making a backup: all rows of one moment, stamped, encrypted to its recipients, without keys, sessions and links."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from kagimori import __version__
from kagimori.console.doors.keyring import keyring
from kagimori.console.keeping import tables
from kagimori.console.keeping.archive import Stream, packed
from kagimori.console.keeping.manifest import END, FRONT, ROWS, Manifest, Tally, counted
from kagimori.console.keeping.models import Backup, KeyCheck
from kagimori.console.keeping.rows import to_lines
from kagimori.console.keeping.snapshot import one_moment
from kagimori.console.timeline import flows as timeline
from kagimori.gateways import age

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from kagimori.core.people.standing import Actor

BUFFER = 256 * 1024


def write(target: BinaryIO, recipients: Sequence[Any], *, now: datetime) -> int:
    """Write a backup of this moment to `target`; return how many rows it holds."""
    tally = Tally()
    with one_moment():
        pieces = packed(_members(tally, now))
        age.encrypt(cast("BinaryIO", io.BufferedReader(Stream(pieces), BUFFER)), target, recipients)
    return sum(tally.rows.values())


@transaction.atomic
def note(rows: int, *, by: Actor, now: datetime) -> None:
    """Remember that a backup is safe where it was to go."""
    Backup.objects.create(made_at=now, rows=rows)
    timeline.append("vault.backup_made", at=now, by=by, rows=rows)


def _members(tally: Tally, now: datetime) -> Iterator[tuple[str, bytes]]:
    found = tables.kept()
    front = Manifest(
        __version__,
        now,
        applied(),
        {row.purpose: bytes(row.mark) for row in KeyCheck.objects.all()},
        {table.label: table.columns for table in found},
    )
    yield from counted([(FRONT, front.to_bytes())], tally)
    for table in found:
        yield from counted(_rows_of(table), tally)
    yield END, tally.end(keyring())


def _rows_of(table: tables.Table) -> Iterator[tuple[str, bytes]]:
    for number, rows in enumerate(tables.chunks(table)):
        yield f"{ROWS}{table.label}/{number:08}.jsonl", to_lines(rows)


def applied() -> dict[str, list[str]]:
    """Return the migrations that this database has seen, by app."""
    seen: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        seen.setdefault(app, []).append(name)
    return seen
