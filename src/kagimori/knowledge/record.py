"""Reading one record of a TOML file, with every fault named by file, id and field.

Used by the loaders of guides, menu paths, carriers, claims and drafts.  A field that nobody asked for is a fault too:
it is usually a slip of the pen.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from kagimori.core.doctor.guides import Proof
from kagimori.core.errors import BookError
from kagimori.core.policy import Basis, Verdict
from kagimori.core.text import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kagimori.core.text import Lang

Table = dict[str, Any]
Word = TypeVar("Word", bound=str)
LEDGER_ROW = re.compile(r"[A-Z]{3}-\d{2}")


def read_records(path: Path) -> Iterator[Record]:
    """Yield the records of one file in its order.  Raises BookError where it is no TOML or a record is no table."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as fault:
        raise BookError(file=path.name, id="", field="", problem=str(fault)) from fault
    for name, table in tables.items():
        yield Record(path.name, name, table)


class Record:
    """One table of a file; what is taken out is ticked off, and `finish` complains about the rest."""

    def __init__(self, file: str, name: str, table: Any) -> None:
        """Hold the table; raises BookError where it is none."""
        self.file, self.name = file, name
        if not isinstance(table, dict):
            raise self.fault("", "a table is wanted")
        self.table: Table = dict(table)

    def fault(self, field: str, problem: str) -> BookError:
        """Return the error that names this record and the field."""
        return BookError(file=self.file, id=self.name, field=field, problem=problem)

    def finish(self) -> None:
        """Raise BookError where a field is left that nobody asked for."""
        for field in self.table:
            raise self.fault(field, "no such field")

    def has(self, field: str) -> bool:
        """Return whether the field is there and not yet taken."""
        return field in self.table

    def part(self, field: str) -> Record:
        """Return a table within the record; empty where it is missing."""
        return Record(self.file, f"{self.name}.{field}", self.table.pop(field, {}))

    def words(self, field: str, *, default: str | None = None) -> str:
        """Return a string that is not blank."""
        value = self.table.pop(field, default)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(field, "words are wanted")
        return value

    def list(self, field: str) -> tuple[str, ...]:
        """Return a list of strings, none of them blank; empty where the field is missing."""
        value = self.table.pop(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fault(field, "a list of words is wanted")
        return tuple(value)

    def rows(self) -> tuple[str, ...]:
        """Return the ledger rows in the field `rows`, such as DOC-09; empty where it is missing."""
        rows = self.list("rows")
        for row in rows:
            if not LEDGER_ROW.fullmatch(row):
                raise self.fault("rows", f"{row} is no row of the ledger")
        return rows

    def number(self, field: str) -> float | None:
        """Return a number, or None where the field is missing."""
        value = self.table.pop(field, None)
        if isinstance(value, bool) or not isinstance(value, int | float | None):
            raise self.fault(field, "a number is wanted")
        return value

    def yes(self, field: str, *, default: bool) -> bool:
        """Return a true or false."""
        value = self.table.pop(field, default)
        if not isinstance(value, bool):
            raise self.fault(field, "true or false is wanted")
        return value

    def one_of(self, field: str, allowed: Iterable[Word], *, default: str | None = None) -> Word:
        """Return a word out of `allowed`, with the type that those have."""
        value = self.words(field, default=default)
        known = {str(word): word for word in allowed}
        if value not in known:
            raise self.fault(field, f"{value} is none of {', '.join(known)}")
        return known[value]

    def text(self) -> Text:
        """Return the fields `ja` and `en` as one text."""
        return Text(self.words("ja"), self.words("en"))

    def proof(self) -> Proof:
        """Return the fields basis, verdict, source and checked."""
        basis = self.one_of("basis", get_args(Basis), default="ours")
        verdict = self.one_of("verdict", get_args(Verdict))
        source = self.words("source")
        checked = self.table.pop("checked", None)
        if not isinstance(checked, date):
            raise self.fault("checked", "a day is wanted")
        return Proof(basis, verdict, source, checked)

    def both(self) -> Both:
        """Return the tables `ja` and `en` as one pair, read field by field."""
        return Both(self, {lang: self.part(lang) for lang in LANGS})


class Both:
    """The same fields in both languages: what one has, the other must have, and lists are of one length."""

    def __init__(self, owner: Record, parts: dict[Lang, Record]) -> None:
        """Hold both halves of `owner`."""
        self.owner, self.parts = owner, parts

    def has(self, field: str) -> bool:
        """Return whether either language has the field."""
        return any(part.has(field) for part in self.parts.values())

    def is_list(self, field: str) -> bool:
        """Return whether the field holds a list."""
        return any(isinstance(part.table.get(field), list) for part in self.parts.values())

    def text(self, field: str) -> Text:
        """Return the field in both languages."""
        return Text(*(self.parts[lang].words(field) for lang in LANGS))

    def text_or_none(self, field: str) -> Text | None:
        """Return the field in both languages, or None where neither has it."""
        return self.text(field) if self.has(field) else None

    def texts(self, field: str) -> tuple[Text, ...]:
        """Return a list line by line; raises BookError where one language has more lines."""
        ja, en = (self.parts[lang].list(field) for lang in LANGS)
        if len(ja) != len(en):
            raise self.owner.fault(f"en.{field}", f"{len(ja)} lines in Japanese, {len(en)} in English")
        return tuple(map(Text, ja, en))

    def finish(self) -> None:
        """Raise BookError where a field is left over in either language."""
        for part in self.parts.values():
            part.finish()
