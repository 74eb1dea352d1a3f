"""What a backup says about itself: in front who made it and of what shape it is, at its end what it holds.

The end carries a stamp over everything before it, made with the installation's own keys: a backup that somebody else
made, or that was put together from parts, is refused although it opens.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from kagimori.console.keeping.archive import BackupBroken
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kagimori.core.vault import Keyring

FORMAT = 1
FRONT, END, ROWS = "kagimori/manifest.json", "kagimori/end.json", "rows/"


class BackupTooNew(KagimoriError):
    """A newer version of Kagimori made the backup: `version`."""

    code = "restore.too_new"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The front of a backup."""

    version: str
    made_at: datetime
    migrations: Mapping[str, list[str]]
    marks: Mapping[str, bytes]
    tables: Mapping[str, list[str]]

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        record = {
            "format": FORMAT,
            "version": self.version,
            "made_at": self.made_at.isoformat(),
            "migrations": self.migrations,
            "marks": {purpose: base64.b64encode(mark).decode() for purpose, mark in self.marks.items()},
            "tables": self.tables,
        }
        return json.dumps(record, indent=1).encode()


def read_manifest(content: bytes) -> Manifest:
    """Return the manifest.  Raises BackupTooNew or BackupBroken."""
    record = _record(content)
    if isinstance(record.get("format"), int) and record["format"] > FORMAT:
        raise BackupTooNew(version=record.get("version"))
    try:
        return Manifest(
            record["version"],
            datetime.fromisoformat(record["made_at"]),
            {app: list(names) for app, names in record["migrations"].items()},
            {purpose: base64.b64decode(mark, validate=True) for purpose, mark in record["marks"].items()},
            {label: list(columns) for label, columns in record["tables"].items()},
        )
    except (KeyError, ValueError, TypeError, AttributeError, binascii.Error):
        raise BackupBroken(problem=FRONT) from None


@dataclass(slots=True)
class Tally:
    """Counts what passes, so that the end can tell it and a reader can compare."""

    rows: dict[str, int] = field(default_factory=dict)
    _digest: Any = field(default_factory=hashlib.sha256)

    def count(self, name: str, content: bytes) -> None:
        """Take one member in."""
        self._digest.update(json.dumps([name, len(content)]).encode() + content)
        if name.startswith(ROWS):
            label = label_of(name)
            self.rows[label] = self.rows.get(label, 0) + content.count(b"\n")

    def end(self, ring: Keyring) -> bytes:
        """Return the member that closes a backup."""
        stamp = base64.b64encode(ring.stamp().of(self._said())).decode()
        return json.dumps({"rows": self.rows, "stamp": stamp}, indent=1).encode()

    def matches(self, end: bytes, ring: Keyring) -> bool:
        """Return whether the end belongs to just what was counted, and was stamped by these keys."""
        record = _record(end)
        try:
            stamp = base64.b64decode(record["stamp"], validate=True)
        except (KeyError, ValueError, TypeError):
            raise BackupBroken(problem=END) from None
        return record.get("rows") == self.rows and ring.stamp().fits(self._said(), stamp)

    def _said(self) -> bytes:
        return b"kagimori.backup." + bytes(self._digest.digest())


def counted(members: Iterable[tuple[str, bytes]], tally: Tally) -> Iterator[tuple[str, bytes]]:
    """Yield the members, each of them counted."""
    for name, content in members:
        tally.count(name, content)
        yield name, content


def label_of(name: str) -> str:
    """Return the label of the table whose rows stand in the member of this name."""
    return name.removeprefix(ROWS).rpartition("/")[0]


def _record(content: bytes) -> dict[str, Any]:
    try:
        record = json.loads(content)
    except ValueError:
        raise BackupBroken(problem="JSON") from None
    if not isinstance(record, dict):
        raise BackupBroken(problem="JSON")
    return record
