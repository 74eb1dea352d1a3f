"""How a process that stays up ends: cleanly, and within ten seconds of being told to.

SIGTERM and Ctrl-C: requests and jobs under way get a few seconds, and whatever is left goes on elsewhere or after the
next start.
"""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

# In seconds: whoever ends us waits ten.
LAST_MOMENT = 9.0
SIGNALS = (signal.SIGTERM, signal.SIGINT)


def end_by_signal() -> None:
    """From here on a signal ends the start as cleanly as the service."""
    for number in SIGNALS:
        signal.signal(number, _end)


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """End by the ordinary way out, but in no case later than promised."""
    last = threading.Timer(LAST_MOMENT, os._exit, args=(0,))
    last.daemon = True
    last.start()
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)
