"""What other rooms show on an account's page: a function of theirs, named in the settings, gives a panel or None.

Rooms further left know things of an account that this room must not ask for; `settings.ACCOUNT_PANELS` names the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the page: its template, what that reads, and its place among the others."""

    template: str
    context: Mapping[str, Any]
    order: int


def panels(standing: Standing, account: InstagramAccount, now: datetime) -> list[Panel]:
    """Return the panels that this member sees, in their order."""
    table: tuple[str, ...] = import_string(settings.ACCOUNT_PANELS)
    asked = (import_string(name)(standing, account, now) for name in table)
    return sorted((panel for panel in asked if panel is not None), key=lambda panel: panel.order)
