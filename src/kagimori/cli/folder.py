"""Where this installation keeps its data: one folder, the same for the console and the command line.

Order: what the command was told (`--data`), KAGIMORI_DATA, then the desktop's own place for such things.
Nothing is made here but the folder itself, and only when somebody is about to write.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder by KAGIMORI_DATA, else XDG_DATA_HOME, else below the home folder; it may not exist yet."""
    told = environment.get("KAGIMORI_DATA")
    if told:
        return Path(told).expanduser().absolute()
    shared = environment.get("XDG_DATA_HOME")
    return (Path(shared) if shared else Path.home() / ".local" / "share") / "kagimori"


def make_private(folder: Path) -> Path:
    """Return `folder`, made if it was not there and closed to everyone but its owner."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return folder


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read; it never exists with wider rights, not even for a moment."""
    make_private(path.parent)
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=PRIVATE_FILE, exist_ok=False)
    fresh.write_bytes(content)
    fresh.replace(path)
