"""What is sealed in this room, and what a restore must make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.console.notices.models import Delivery
from kagimori.core.vault import Purpose
from kagimori.core.vault.columns import SealedColumn

if TYPE_CHECKING:
    from datetime import datetime

SEALED = (SealedColumn("notices.Channel", "sealed", Purpose.CHANNELS, lambda row: row.bound_to),)


def restored(_since: datetime, now: datetime) -> None:
    """Hold back what was on its way when the backup was made: it may have been sent since."""
    open_ones = Delivery.objects.filter(state__in=("waiting", "sending"))
    open_ones.update(state="unsure", problem="restored", done_at=now, claim="")
