"""Reading notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.notices.models import Delivery

if TYPE_CHECKING:
    from django.db.models import QuerySet


def open_deliveries() -> QuerySet[Delivery]:
    """Return everything that has not arrived, of the whole installation, the oldest first."""
    found = Delivery.objects.exclude(state="sent").select_related("notice", "channel")
    return found.order_by("notice__at", "pk")
