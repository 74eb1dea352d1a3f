"""Cases of the command line: one file of JSON lines each, readable by nobody but its owner.

A file only ever grows by one line, written and flushed before the next question is asked, so that Ctrl-C, a closed
lid or a full battery lose nothing.  What is stored is the case alone: texts come in masked.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.cli.folder import PRIVATE_FILE, data_folder, make_private
from kagimori.core.doctor.case import Case
from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from kagimori.core.doctor.case import Event

SUFFIX = ".jsonl"


class CaseUnknown(BadInput):
    """No case of this name lies in the folder: `case` and `folder` say which and where."""

    code = "doctor.case_unknown"


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """The folder of cases; nothing is made before the first event is written."""

    path: Path

    @classmethod
    def of_this_user(cls) -> CaseFolder:
        """Return the folder below this installation's data folder."""
        return cls(data_folder(os.environ) / "cases")

    def new_name(self, now: datetime) -> str:
        """Return a name that sorts by time and that nobody else has taken."""
        return f"{now:%Y%m%d-%H%M}-{secrets.token_hex(2)}"

    def append(self, name: str, event: Event) -> None:
        """Write `event` as the next line of the case and push it to the disk."""
        make_private(self.path)
        descriptor = os.open(self._file(name), os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(event.to_json() + "\n")
            file.flush()
            os.fsync(file.fileno())

    def load(self, name: str) -> Case:
        """Return the case.  Raises CaseUnknown, and CaseShape where its file is broken."""
        if name not in self.names():
            raise CaseUnknown(case=name, folder=str(self.path))
        with self._file(name).open(encoding="utf-8") as lines:
            return Case.from_json_lines(name, lines)

    def names(self) -> list[str]:
        """Return the names of all cases, oldest first."""
        return sorted(file.stem for file in self.path.glob(f"*{SUFFIX}"))

    def __iter__(self) -> Iterator[Case]:
        """Yield every case, oldest first."""
        return (self.load(name) for name in self.names())

    def _file(self, name: str) -> Path:
        return self.path / f"{name}{SUFFIX}"
