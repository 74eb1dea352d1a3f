"""Lengths of time and ages in words, in the reader's language.

Rounded the way people speak: seconds under a minute, minutes under two hours, then hours, then days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from datetime import datetime

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
# From here on people count in the next larger unit.
LONG_MINUTES = 2 * HOUR
LONG_HOURS = 2 * DAY


def span(seconds: float) -> str:
    """Return the length of `seconds` in words, such as "4 min" or "2 days"; never less than one of its unit."""
    if seconds < MINUTE:
        return _("%(count)s sec") % {"count": max(1, round(seconds))}
    if seconds < LONG_MINUTES:
        return _("%(count)s min") % {"count": round(seconds / MINUTE)}
    if seconds < LONG_HOURS:
        count = round(seconds / HOUR)
        return ngettext("%(count)s hour", "%(count)s hours", count) % {"count": count}
    count = round(seconds / DAY)
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def age(then: datetime, now: datetime) -> str:
    """Return how long ago `then` was, such as "3 min ago"; "just now" under a minute."""
    seconds = (now - then).total_seconds()
    return _("just now") if seconds < MINUTE else _("%(span)s ago") % {"span": span(seconds)}
