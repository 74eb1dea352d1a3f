"""What must not stand in a log is taken out before it is written: the part of an address that carries a right."""

from __future__ import annotations

import logging
import re

# Links that carry a right end in at least 128 random bits: 22 letters and more of this alphabet.
RIGHT = re.compile(r"(?<=/)[A-Za-z0-9_-]{22,}")


class Redact(logging.Filter):
    """Replaces every such part by a mark; the record itself is always let through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True."""
        record.msg = RIGHT.sub("…", record.getMessage())
        record.args = None
        return True
