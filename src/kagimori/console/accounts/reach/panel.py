"""What somebody holds over Instagram accounts, on their own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from kagimori.console.accounts.reach import pages, queries
from kagimori.console.people.panels import Panel

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Standing

MOST = 100


def of_person(standing: Standing, person: Person, now: datetime) -> Panel | None:
    """Return the panel; None for somebody who has left."""
    if person.left_at is not None:
        return None
    found = queries.of_person(standing, person.pk, timezone.localdate(now))
    cells = [pages.cell(grant, grant.account, person.name) for grant in found[: MOST + 1]]
    shown = {"cells": cells[:MOST], "more": len(cells) > MOST, "may_grant": standing.may("grants.manage")}
    return Panel("accounts/reach/_person.html", shown)
