"""Another Kagimori console, to which the command line hands a case.

The address is the person's own choice, so a machine in the house is as good as one outside.
"""

from __future__ import annotations

from typing import Any

import httpx2

from kagimori.core.errors import Refused, Unreachable

SECONDS = 15.0
CREATED = 201


class ConsoleRefuses(Refused):
    """The console does not take the case; `reason` is its own sentence, `console` its address."""

    code = "console.refuses"


def send_case(address: str, lines: str, lang: str) -> str:
    """Return the link under which the console shows the case.  Raises Unreachable or ConsoleRefuses."""
    headers = {"Content-Type": "application/jsonl; charset=utf-8", "Accept-Language": lang}
    try:
        response = httpx2.post(
            f"{address.rstrip('/')}/doctor/send", content=lines.encode(), headers=headers, timeout=SECONDS
        )
        told = response.json()
    except (httpx2.HTTPError, httpx2.InvalidURL):
        raise Unreachable(host=address, reason="no_connection") from None
    except ValueError:
        raise Unreachable(host=address, reason="no_console") from None
    if response.status_code != CREATED or not isinstance(told.get("link"), str):
        raise ConsoleRefuses(console=address, reason=_sentence(told))
    return str(told["link"])


def _sentence(told: Any) -> str:
    error = told.get("error") if isinstance(told, dict) else None
    return str(error.get("message") or error.get("code")) if isinstance(error, dict) else "?"
