"""What this installation has learned: the newest overlay and the one before it, beside the cases.

`learned.json` lies on top of the book; taking it off is removing a file, so the book itself never changes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.cli.folder import data_folder, write_private
from kagimori.core.doctor.learn import Overlay, apply
from kagimori.gateways import learned
from kagimori.knowledge import load_book

if TYPE_CHECKING:
    from pathlib import Path

    from kagimori.core.doctor.book import Book


@dataclass(frozen=True, slots=True)
class Learned:
    """The two files; neither has to exist."""

    current: Path
    previous: Path

    @classmethod
    def of_this_user(cls) -> Learned:
        """Return the files of this installation's data folder."""
        folder = data_folder(os.environ)
        return cls(folder / learned.NAME, folder / "learned.previous.json")

    def overlay(self) -> Overlay | None:
        """Return the newest overlay, or None where nothing was learned.  Raises OverlayShape for a broken file."""
        return learned.overlay(self.current.parent)

    def keep(self, overlay: Overlay) -> None:
        """Make `overlay` the newest; the one before it stays for `undo`."""
        before = self.current.read_bytes() if self.current.exists() else Overlay().to_json().encode()
        write_private(self.previous, before)
        write_private(self.current, overlay.to_json().encode())

    def undo(self) -> bool:
        """Bring the overlay before the newest back, byte for byte; False where there is none."""
        if not self.previous.exists():
            return False
        self.previous.replace(self.current)
        return True


def real_book() -> Book:
    """Return the book that a person sees, with what was learned on top."""
    book, overlay = load_book("real"), Learned.of_this_user().overlay()
    return book if overlay is None else apply(book, overlay)
