"""How lines of the log look: in UTC, and without the part of an address that carries a right."""

from __future__ import annotations

import logging
import re
import time

# Links that carry a right end in at least 128 random bits: 22 letters and more of this alphabet.
# Inside a query ("?next=/join/...") the stroke before them may be written %2F.
RIGHT = re.compile(r"(?:(?<=/)|(?<=%2F))[A-Za-z0-9_-]{22,}")


class Redact(logging.Filter):
    """Replaces every such part by a mark; the record itself is always let through."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True."""
        record.msg = RIGHT.sub("…", record.getMessage())
        record.args = None
        if record.name == "django.security.DisallowedHost":
            record.exc_info = None  # anybody can cause it; one line is enough
        return True


class Plain(logging.Formatter):
    """One line with the moment in UTC, wherever the console is."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%SZ"
    default_msec_format = None
