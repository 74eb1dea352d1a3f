"""What rooms further left show on a person's page: each names a function in the settings (`PERSON_PANELS`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Standing


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the page: its template, and what that lays out."""

    template: str
    context: Mapping[str, Any]


def of(standing: Standing, person: Person, now: datetime) -> tuple[Panel, ...]:
    """Return the panels in the order of the settings; a room with nothing to say returns None."""
    asked = (import_string(name)(standing, person, now) for name in settings.PERSON_PANELS)
    return tuple(panel for panel in asked if panel is not None)
