"""Readings of the platform's status page, good and failed ones, each with its time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models

from kagimori.core.status import Reading as CoreReading
from kagimori.core.status.record import services_of

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

    def to_core(self) -> CoreReading:
        """Return the reading as it was."""
        return CoreReading(self.at, services_of(self.services), self.problem)
