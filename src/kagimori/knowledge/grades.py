"""Turns worded grades into numbers, by `data/grades.toml`: the one place where a grade has a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.knowledge.record import Record, read_records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SCALES = ("chance", "common")
KINDS = ("ask", "probe", "page", "message")


def read_grades(path: Path) -> Grades:
    """Return the scales of one file.  Raises BookError where a number is missing or no probability."""
    tables = {record.name: record for record in read_records(path)}
    numbers = {scale: _numbers(tables[scale]) for scale in SCALES}
    noise = {kind: _numbers(tables["noise"].part(kind)) for kind in KINDS}
    return Grades(path.name, numbers, noise)


def _numbers(record: Record) -> dict[str, float]:
    numbers = {name: record.number(name) for name in tuple(record.table)}
    for name, number in numbers.items():
        if number is None or not 0 <= number <= 1:
            raise record.fault(name, "a number from 0 to 1 is wanted")
    return {name: float(number) for name, number in numbers.items() if number is not None}


@dataclass(frozen=True, slots=True)
class Grades:
    """The scales by name, and the noise of answers by kind."""

    file: str
    numbers: Mapping[str, Mapping[str, float]]
    noise: Mapping[str, Mapping[str, float]]

    @property
    def message_noise(self) -> Mapping[str, float]:
        """Return how often a message is misreported, misread when read again, or misread after a try."""
        return self.noise["message"]

    def chance(self, record: Record, field: str, *, default: str | None = None) -> float:
        """Return the number of the grade in `field`; raises BookError where it is no grade."""
        return self._number(record, field, record.words(field, default=default), "chance")

    def table(self, record: Record, scale: str) -> dict[str, float]:
        """Return every field of a table by its grade on `scale`."""
        return {name: self._number(record, name, grade, scale) for name, grade in record.table.items()}

    def shares(self, record: Record, values: Sequence[str]) -> dict[str, float]:
        """Return the grades of a list of answers as shares that sum to one; an answer not named has none."""
        weights = {value: self._number(record, value, record.table.get(value, "never"), "chance") for value in values}
        strangers = set(record.table) - set(values)
        if strangers or not sum(weights.values()):
            raise record.fault(min(strangers, default=""), "answers and their grades do not match")
        return {value: weight / sum(weights.values()) for value, weight in weights.items()}

    def _number(self, record: Record, field: str, grade: object, scale: str) -> float:
        number = self.numbers[scale].get(grade) if isinstance(grade, str) else None
        if number is None:
            raise record.fault(field, f"{grade} is no grade of {scale}: {', '.join(self.numbers[scale])}")
        return number
