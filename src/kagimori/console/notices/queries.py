"""Reading notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from kagimori.console.notices.models import Delivery, Notice

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.core.people.standing import Standing


def open_deliveries() -> QuerySet[Delivery]:
    """Return everything that has not arrived, of the whole installation, the oldest first."""
    found = Delivery.objects.exclude(state="sent").select_related("notice", "channel")
    return found.order_by("notice__at", "pk")


def notice(standing: Standing, notice_id: UUID | str) -> Notice | None:
    """Return a notice of the member's team; somebody limited to single accounts gets those that they were told."""
    row = Notice.objects.filter(pk=notice_id, team=standing.team).first()
    if row is None or standing.access == "full":
        return row
    to_them = Q(user=standing.user) | Q(channel__user=standing.user)
    return row if row.deliveries.filter(to_them).exists() else None
