"""Writing a file that holds something secret: a name that is free, readable by its owner only, whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_FILE = 0o600


class FileThere(Refused):
    """The file is there already: `file`."""

    code = "backup.file_exists"


class FileAway(Refused):
    """The file cannot be read or written: `file` and `problem`."""

    code = "backup.file_away"


@contextmanager
def new_private_file(name: str) -> Iterator[BinaryIO]:
    """Give a file to write into, which stands under its name only after all went well.  Raises FileThere, FileAway."""
    path = Path(name).expanduser()
    fresh = path.with_name(f".{path.name}.part")
    if path.exists():
        raise FileThere(file=path)
    try:
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        # A link and not a rename: it fails where somebody has taken the name meanwhile.
        os.link(fresh, path)
    except FileExistsError:
        raise FileThere(file=path) from None
    except OSError as problem:
        raise FileAway(file=path, problem=problem.strerror) from None
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def readable(name: str) -> Iterator[BinaryIO]:
    """Give the file to read from.  Raises FileAway where it cannot be opened."""
    try:
        file = Path(name).expanduser().open("rb")
    except OSError as problem:
        raise FileAway(file=name, problem=problem.strerror) from None
    with file:
        yield file
