"""Meta's own status page, read as data.

The address is not documented and may change: what is not understood is left out, and what is not JSON is not read.
The page answers every unknown path with the same small HTML page and code 200, so the code proves nothing.
Source: public readers of the page, day checked 2026-11-22.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from kagimori.core.errors import Unreachable
from kagimori.core.status import Reading, Service, state_of
from kagimori.gateways import http

PATH = "/data/orgs.json"
LONGEST_NAME = 200
# Unix times above this are counted in milliseconds; in seconds it would be the year 5138.
MILLISECONDS_FROM = 100_000_000_000

Get = Callable[[str], http.Answer]


def read(source: str, now: datetime, *, get: Get) -> Reading:
    """Return what the page at `source` says at `now`; one that failed holds no service and its `problem`."""
    try:
        services = tuple(_services(_parsed(get(source + PATH))))
    except Unreachable as problem:
        return Reading(now, problem=str(problem.fields.get("reason", "no_connection")))
    return Reading(now, services, problem="" if any(service.counts for service in services) else "nothing_known")


def getter(*, loopback_allowed: bool) -> Get:
    """Return the way out to the web for `read`."""
    return lambda url: http.get(url, loopback_allowed=loopback_allowed)


def _parsed(answer: http.Answer) -> Any:
    if answer.code != 200:  # noqa: PLR2004  # HTTP's own number
        raise Unreachable(reason="refused")
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise Unreachable(reason="not_json") from None


def _services(page: Any) -> Iterator[Service]:
    for org in _dicts(page):
        for service in _dicts(org.get("services")):
            word = service.get("status")
            yield Service(
                org=_name(org, "id", "name"),
                name=_name(service, "name", "id"),
                word=word[:LONGEST_NAME] if isinstance(word, str) else "",
                state=state_of(word),
                since=_instant(service.get("time")),
            )


def _dicts(found: Any) -> Iterator[dict[str, Any]]:
    return (entry for entry in found if isinstance(entry, dict)) if isinstance(found, list) else iter(())


def _name(record: dict[str, Any], *keys: str) -> str:
    names = (record.get(key) for key in keys)
    return next((str(name)[:LONGEST_NAME] for name in names if isinstance(name, str | int)), "")


def _instant(found: Any) -> datetime | None:
    try:
        if isinstance(found, int | float):
            return datetime.fromtimestamp(found / (1000 if found > MILLISECONDS_FROM else 1), UTC)
        instant = datetime.fromisoformat(found)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
