"""Readings of the platform's status page, good and failed ones, each with its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from kagimori.core.status import Reading as CoreReading
from kagimori.core.status import Service, state_of

if TYPE_CHECKING:
    from django.db.models import Manager


class Reading(models.Model):
    """One look at the page; `problem` is empty, or says why nothing could be read."""

    at = models.DateTimeField(unique=True)
    problem = models.CharField(max_length=40, blank=True, db_index=True)
    # The page's own words, so that a better reading of them also holds for what was read before.
    services = models.JSONField(default=list)

    objects: ClassVar[Manager[Reading]]

    def __str__(self) -> str:
        """Return when it was."""
        return f"{self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def of(cls, reading: CoreReading) -> Reading:
        """Return the row for a reading, not yet stored."""
        services = [
            {"org": each.org, "name": each.name, "word": each.word, "since": each.since and each.since.isoformat()}
            for each in reading.services
        ]
        return cls(at=reading.at, problem=reading.problem, services=services)

    def to_core(self) -> CoreReading:
        """Return the reading as it was."""
        return CoreReading(self.at, tuple(_service(each) for each in self.services), self.problem)


def _service(stored: dict[str, Any]) -> Service:
    since = models.DateTimeField().to_python(stored["since"]) if stored["since"] else None
    return Service(stored["org"], stored["name"], stored["word"], state_of(stored["word"]), since)
