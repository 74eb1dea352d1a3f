"""Which tables a backup holds, in which columns, and how rows get into them: the same on every database.

Rows go in by SQL and not through the models' own saving: moments that are set by themselves, and tables that are never
changed, must come back as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps as present
from django.core.management.color import no_style
from django.db import connection

from kagimori.console.keeping import rooms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.apps.registry import Apps
    from django.db.models import Field, Model

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Table:
    """One table by its label ("room.model") with its model; `cut` are columns that point to what is left out."""

    label: str
    model: type[Model]
    cut: frozenset[str]

    @property
    def fields(self) -> list[Field[Any, Any]]:
        """Return its columns; what the database works out itself is none."""
        return [field for field in self.model._meta.local_concrete_fields if not getattr(field, "generated", False)]  # noqa: SLF001  # Django's own door to a model's columns

    @property
    def columns(self) -> list[str]:
        """Return the names of its columns as the models have them."""
        return [field.attname for field in self.fields]


def kept() -> list[Table]:
    """Return the tables that a backup holds, ordered by label."""
    out = rooms.left_out()
    return [
        Table(label, model, frozenset(_into(model, out)))
        for label, model in sorted(every(present).items())
        if label not in out
    ]


def _into(model: type[Model], out: frozenset[str]) -> Iterator[str]:
    for field in model._meta.local_concrete_fields:  # noqa: SLF001  # see above
        other = field.related_model
        if isinstance(other, type) and other._meta.label_lower in out:  # noqa: SLF001  # see above
            yield field.attname


def every(apps: Apps) -> dict[str, type[Model]]:
    """Return every model that has a table, by its label."""
    found = apps.get_models(include_auto_created=True)
    return {model._meta.label_lower: model for model in found if model._meta.managed and not model._meta.proxy}  # noqa: SLF001  # see above


def of(label: str, apps: Apps) -> Table | None:
    """Return the table of this label among `apps`, which may be those of an older version, or None."""
    model = every(apps).get(label)
    return None if model is None else Table(label, model, frozenset())


def chunks(table: Table) -> Iterator[list[list[Any]]]:
    """Yield the rows of a table in the order of their keys, so many at once."""
    key = table.model._meta.pk  # noqa: SLF001  # see above
    assert key is not None
    rows = table.model._base_manager.order_by("pk")  # noqa: SLF001  # every row, whatever a room's own manager hides
    cut = [place for place, name in enumerate(table.columns) if name in table.cut]
    place, found = table.columns.index(key.attname), list(rows.values_list(*table.columns)[:AT_ONCE])
    while found:
        yield [[None if at in cut else value for at, value in enumerate(row)] for row in found]
        found = list(rows.filter(pk__gt=found[-1][place]).values_list(*table.columns)[:AT_ONCE])


def put(table: Table, columns: Sequence[str], rows: list[list[Any]]) -> None:
    """Store rows as they are; the caller has a transaction."""
    by_name = {field.attname: field for field in table.fields}
    fields = [by_name[name] for name in columns]
    quote = connection.ops.quote_name
    into = ", ".join(quote(str(field.column)) for field in fields)
    gaps = ", ".join(["%s"] * len(fields))
    prepared = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)] for row in rows
    ]
    # Names of tables and columns are the models' own; values are never part of the text.
    sql = f"INSERT INTO {quote(table.model._meta.db_table)} ({into}) VALUES ({gaps})"  # noqa: S608, SLF001  # nosec B608
    with connection.cursor() as cursor:
        cursor.executemany(sql, prepared)


def number_on(tables: Sequence[Table]) -> None:
    """Let new rows be numbered after those that were put in."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(sql)


def empty(tables: Sequence[Table]) -> None:
    """Take every row out of these tables; the caller has a transaction."""
    with connection.cursor() as cursor:
        for table in tables:
            name = connection.ops.quote_name(table.model._meta.db_table)  # noqa: SLF001  # see above
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608  # nosec B608  # the model's own name


def filled(tables: Sequence[Table]) -> Iterator[str]:
    """Yield the labels of those tables that hold a row."""
    for table in tables:
        if table.model._base_manager.exists():  # noqa: SLF001  # see above
            yield table.label
