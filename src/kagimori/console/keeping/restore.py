"""Reading a backup back into an empty installation: everything, or nothing.

The file is opened, proven and counted as a whole before the database is touched.  Rows of an older version go into
tables of that version, which then grow up to this one.  What must not live on is left out or ended: sessions, links,
what the engine was doing; rooms count pessimistically what may have happened since (`rooms.restored_hooks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps as present
from django.db import DatabaseError, transaction

from kagimori.console.keeping import engine, rooms, schema, tables
from kagimori.console.keeping.archive import BackupBroken, unpacked
from kagimori.console.keeping.keys import check
from kagimori.console.keeping.manifest import END, FRONT, ROWS, Manifest, Tally, label_of, read_manifest
from kagimori.console.keeping.models import Restoring
from kagimori.console.keeping.rows import from_lines
from kagimori.console.timeline import flows as timeline
from kagimori.core.errors import KagimoriError, Refused

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from django.apps.registry import Apps

    from kagimori.core.people.standing import Actor
    from kagimori.core.vault import Keyring


class NotEmpty(Refused):
    """The installation holds something already, and a backup is never mixed into it: `table` is one that does."""

    code = "restore.not_empty"


class BackupUnfit(KagimoriError):
    """The database does not take the rows: `table` and `problem`."""

    code = "restore.unfit"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: rows, as they were at `since`."""

    since: datetime
    rows: int


def prove(archive: BinaryIO, ring: Keyring) -> tuple[Manifest, int]:
    """Return the front of a backup, and its rows, after a look at all of it.

    Raises BackupBroken, BackupTooNew, or KeysOfAnother where other keys sealed what it holds.
    """
    tally, manifest, end = Tally(), None, None
    for name, content in unpacked(archive):
        if end is not None:
            raise BackupBroken(problem=name)
        if name == END:
            end = content
            continue
        if manifest is None:
            manifest = _front(name, content, ring)
        tally.count(name, content)
    if manifest is None or end is None or not tally.matches(end, ring):
        raise BackupBroken(problem=END)
    return manifest, sum(tally.rows.values())


def _front(name: str, content: bytes, ring: Keyring) -> Manifest:
    if name != FRONT:
        raise BackupBroken(problem=FRONT)
    manifest = read_manifest(content)
    schema.refuse_newer(manifest)
    check(ring, manifest.marks)
    return manifest


def restore(archive: BinaryIO, ring: Keyring, *, by: Actor, now: datetime) -> Restored:
    """Read a backup into this empty installation.

    Raises what `prove` does, NotEmpty and BackupUnfit; after each of them the installation is as empty as before.
    """
    manifest, rows = prove(archive, ring)
    archive.seek(0)
    if schema.is_present(manifest):
        schema.bring_up()
        with transaction.atomic():
            marker = _load(archive, manifest, present, now)
            _finish(marker, by, now)
    else:
        _grow_up(archive, manifest, by, now)
    return Restored(manifest.made_at, rows)


def _grow_up(archive: BinaryIO, manifest: Manifest, by: Actor, now: datetime) -> None:
    """Load rows of an older version and bring them up to this one."""
    if not schema.is_untouched():
        schema.bring_up()
        with transaction.atomic():
            _refuse_filled()
    old = schema.go_to(manifest)
    try:
        with transaction.atomic():
            marker = _load(archive, manifest, old, now)
        schema.bring_up()
        with transaction.atomic():
            _finish(marker, by, now)
    except BaseException:
        schema.bring_up()
        with transaction.atomic():
            tables.empty(_tables_of(present))
            Restoring.objects.all().delete()
        raise


def _load(archive: BinaryIO, manifest: Manifest, apps: Apps, now: datetime) -> int:
    if apps is present:
        _refuse_filled()
    began = apps.get_model("keeping", "Restoring").objects.create(began_at=now, since=manifest.made_at)
    found = _tables_of(apps)
    tables.empty(found)
    for name, content in unpacked(archive):
        if name.startswith(ROWS):
            _put(label_of(name), content, manifest, apps)
    tables.number_on(found)
    return int(began.pk)


def _put(label: str, content: bytes, manifest: Manifest, apps: Apps) -> None:
    table = tables.of(label, apps)
    if table is None or label in rooms.left_out():
        return  # this version has no such table any more, or does not want its rows
    try:
        fields = {field.attname: field for field in table.fields}
        columns = manifest.tables[label]
        tables.put(table, columns, from_lines(content, [fields[name] for name in columns]))
    except (KeyError, ValueError, TypeError):
        raise BackupBroken(problem=label) from None
    except DatabaseError as problem:
        raise BackupUnfit(table=label, problem=str(problem).strip().splitlines()[0]) from None


def _refuse_filled() -> None:
    # A restore that was cut off has left rows that nobody has seen; they go.
    if Restoring.objects.filter(ended_at=None).exists():
        tables.empty(_tables_of(present))
        Restoring.objects.all().delete()
    by_itself = rooms.by_itself()
    counted = [table for table in _tables_of(present) if table.label not in by_itself]
    for label in tables.filled(counted):
        raise NotEmpty(table=label)


def _tables_of(apps: Apps) -> list[tables.Table]:
    found = (tables.of(table.label, apps) for table in tables.kept())
    return [table for table in found if table is not None]


def _finish(marker: int, by: Actor, now: datetime) -> None:
    engine.forget()
    began = Restoring.objects.get(pk=marker)
    for restored in rooms.restored_hooks():
        restored(began.since, now)
    timeline.append("vault.backup_restored", at=now, by=by, since=began.since.isoformat())
    Restoring.objects.filter(pk=marker).update(ended_at=now)
