"""Readings and standings as plain values: what is stored, and what machines are told."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kagimori.core.status.standing import Reading, Service
from kagimori.core.status.words import state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.status.standing import Standing


def services_record(reading: Reading) -> list[dict[str, Any]]:
    """Return the services with the page's own words, so that a better reading of them also holds for old ones."""
    return [
        {"org": each.org, "name": each.name, "word": each.word, "since": each.since and each.since.isoformat()}
        for each in reading.services
    ]


def services_of(record: list[Mapping[str, Any]]) -> tuple[Service, ...]:
    """Return the services as they were stored.  Raises KeyError, TypeError or ValueError for anything else."""
    return tuple(
        Service(
            org=str(each["org"]),
            name=str(each["name"]),
            word=str(each["word"]),
            state=state_of(each["word"]),
            since=datetime.fromisoformat(each["since"]) if each["since"] else None,
        )
        for each in record
    )


def reading_record(reading: Reading) -> dict[str, Any]:
    """Return the whole reading as plain values."""
    return {"at": reading.at.isoformat(), "problem": reading.problem, "services": services_record(reading)}


def reading_of(record: Mapping[str, Any]) -> Reading:
    """Return the reading as it was stored.  Raises KeyError, TypeError or ValueError for anything else."""
    at = datetime.fromisoformat(record["at"]).astimezone(UTC)
    return Reading(at, services_of(record["services"]), str(record["problem"]))


def standing_record(standing: Standing) -> dict[str, Any]:
    """Return the standing for machines: ages in seconds, null where nothing is known."""
    good = standing.last_good
    return {
        "state": str(standing.state),
        "at": standing.at and standing.at.isoformat(),
        "age_seconds": None if standing.age is None else round(standing.age.total_seconds()),
        "problem": standing.problem or None,
        "holds_logins": standing.holds_logins,
        "is_hint": standing.is_hint,
        "last_good": good and {"state": str(good.state), "at": good.at.isoformat()},
        "services": [
            {"org": each.org, "name": each.name, "word": each.word, "state": str(each.state)}
            for each in (good.services if good else ())
            if each.counts
        ],
    }
