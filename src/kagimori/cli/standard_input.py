"""Standard input as text: UTF-8, with or without the mark that some systems put before it.

What is no UTF-8 is read as far as it can be: whoever reads the text says what is wrong with it and where.  Nothing is
imported here, for the shortest answers of all need it too.
"""

from __future__ import annotations

import sys

MOST_INPUT_BYTES = 65_536


def as_text(raw: bytes) -> str:
    """Return bytes as text, without a byte order mark."""
    return raw.decode("utf-8-sig", "replace")


def read_text() -> str:
    """Return what stands on standard input, its first 64 KiB at the most."""
    return as_text(sys.stdin.buffer.read(MOST_INPUT_BYTES))
