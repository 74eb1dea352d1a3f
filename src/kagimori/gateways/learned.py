"""Reading what an installation has learned: the overlay on the book, a file of the data folder.

Written by `kagimori doctor learn` alone; taking it off is removing the file, so the book itself never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.doctor.learn import Overlay

if TYPE_CHECKING:
    from pathlib import Path

NAME = "learned.json"


def overlay(folder: Path) -> Overlay | None:
    """Return the newest overlay, or None where nothing was learned.  Raises OverlayShape for a broken file."""
    file = folder / NAME
    return Overlay.from_json(file.read_text(encoding="utf-8")) if file.exists() else None


def changed_at(folder: Path) -> int:
    """Return when it was written, in nanoseconds; 0 where nothing was learned."""
    file = folder / NAME
    return file.stat().st_mtime_ns if file.exists() else 0
