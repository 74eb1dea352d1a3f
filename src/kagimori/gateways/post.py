"""One POST to a service that takes messages, judged into what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx2

from kagimori.core.notices.message import Outcome
from kagimori.gateways.outward import outward

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_SECONDS = 10.0
TOO_MANY = 429
# What says no for good: wrong token, no such room, a payload that is not taken.
FOR_GOOD = frozenset({400, 401, 403, 404, 405, 410, 413, 422})
Judge = Callable[[httpx2.Response], bool]


def post(
    url: str,
    *,
    arrived: Judge,
    loopback_allowed: bool,
    headers: Mapping[str, str] | None = None,
    json: Any = None,
    form: Mapping[str, str] | None = None,
) -> Outcome:
    """Return what became of the message; `arrived` says whether an answer means that it did.  Raises nothing."""
    try:
        # Behind a proxy of the environment the judged address would mean nothing.
        with (
            outward(loopback_allowed=loopback_allowed),
            httpx2.Client(timeout=MOST_SECONDS, trust_env=False, follow_redirects=False) as client,
        ):
            answer = client.post(url, headers=dict(headers or {}), json=json, data=form)
    except httpx2.ConnectError:
        return Outcome("failed", "no_connection")
    except httpx2.ConnectTimeout:
        return Outcome("failed", "timeout")
    except httpx2.HTTPError:
        # The connection stood: the message may have arrived, though no answer came back.
        return Outcome("unsure", "no_answer")
    except (httpx2.InvalidURL, OSError):
        return Outcome("failed", "address")
    if arrived(answer):
        return Outcome("sent")
    return _refusal(answer)


def _refusal(answer: httpx2.Response) -> Outcome:
    if answer.status_code == TOO_MANY:
        return Outcome("failed", "too_many", _asked(answer.headers.get("retry-after", "")))
    if answer.status_code in FOR_GOOD:
        return Outcome("refused", f"http_{answer.status_code}")
    return Outcome("failed", f"http_{answer.status_code}")


def _asked(seconds: str) -> timedelta | None:
    return timedelta(seconds=int(seconds)) if seconds.isascii() and seconds.isdigit() else None
