"""Addresses of our own static files, stamped with what is in them.

No collecting step: the files lie in the package.  A browser may keep a file for a day and still sees every change,
because a changed file has another address.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

STAMP_LENGTH = 10


class Stamped(StaticFilesStorage):
    """Storage whose addresses end in `?v=` and a stamp of the content."""

    def url(self, name: str | None) -> str:
        """Return the address; without a stamp where there is no such file."""
        found = finders.find(name or "")
        if not isinstance(found, str):
            return super().url(name)
        return f"{super().url(name)}?v={_stamp(found, Path(found).stat().st_mtime_ns)}"


@lru_cache(maxsize=500)
def _stamp(path: str, _changed: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:STAMP_LENGTH]
