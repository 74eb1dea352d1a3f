"""Writing the timeline out, line by line: JSON lines with everything, or a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Literal

from django.db import transaction

from kagimori.console.timeline import queries
from kagimori.console.timeline.flows import append
from kagimori.console.timeline.proof import link_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from kagimori.console.timeline.models import Entry
    from kagimori.core.people.standing import Actor

Format = Literal["jsonl", "csv"]
FORMATS: tuple[Format, ...] = ("jsonl", "csv")
COLUMNS = (
    *("number", "position", "at", "kind", "team", "actor", "place", "address"),
    *("subject", "whom", "why", "payload", "mac"),
)
# A spreadsheet takes a cell that starts like this for a formula and runs it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@transaction.atomic
def noted(team: str | None, form: Format, *, by: Actor, now: datetime) -> Iterator[str]:
    """Return the lines of a team's entries, the installation's own ("") or all (None), and note that this was done."""
    head = queries.newest()
    entries = queries.of_all() if team is None else queries.of_team(team).order_by("number")
    entries = entries.filter(number__lte=head.number if head else 0)
    append("timeline.exported", at=now, by=by, team=team or "", form=form, count=entries.count())
    return written(entries.iterator(chunk_size=1000), form)


def written(entries: Iterable[Entry], form: Format) -> Iterator[str]:
    """Yield the lines of the export, each with its line end."""
    yield from _jsonl(entries) if form == "jsonl" else _csv(entries)


def record(entry: Entry) -> dict[str, object]:
    """Return an entry as plain values, in the order of the columns."""
    link = link_of(entry)
    values = {name: getattr(link, name) for name in COLUMNS}
    return values | {"at": link.at.isoformat(), "payload": dict(link.payload)}


def _jsonl(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield json.dumps(record(entry), ensure_ascii=False) + "\n"


def _csv(entries: Iterable[Entry]) -> Iterator[str]:
    yield _row(COLUMNS)
    for entry in entries:
        values = record(entry)
        values["payload"] = json.dumps(values["payload"], ensure_ascii=False, sort_keys=True)
        yield _row(harmless(str(values[name])) for name in COLUMNS)


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it: an apostrophe before what looks like a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
