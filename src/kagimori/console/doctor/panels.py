"""What the doctor adds to an account's page: its cases, and the way to begin one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from kagimori.console.accounts.panels import Panel
from kagimori.console.doctor import queries
from kagimori.console.doctor.gate import language
from kagimori.console.doctor.membership import RIGHT
from kagimori.console.doctor.models import Case
from kagimori.console.doctor.pages import told
from kagimori.console.people import directory

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Standing

# Cases that the page lists; older ones are in the figures.
LISTED = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list: what it is about, who works on it, how it stands."""

    id: str
    words: str
    worker: str
    began: datetime
    is_open: bool
    outcome: str


def cases(standing: Standing, account: InstagramAccount, now: datetime) -> Panel | None:
    """Return the panel of the account's newest cases; None for somebody who may not work on cases."""
    if not standing.may(RIGHT, str(account.pk)):
        return None
    rows = queries.of_account(account.pk, now)[:LISTED]
    names = directory.people([row.worked_by for row in rows])
    lines = tuple(
        Line(
            id=str(row.pk),
            words=told.title(queries.events_of(row), language()),
            worker=names.get(row.worked_by, ""),
            began=row.created_at,
            is_open=row.closed_at is None,
            outcome=row.outcome,
        )
        for row in rows
    )
    return Panel("doctor/_cases.html", {"cases": lines, "account": account, "team": standing.key}, order=10)


def counted() -> tuple[QuerySet[Case], dict[str, Count]]:
    """Return what stands as a counter on an account's row: its cases that are not closed."""
    return Case.objects.filter(closed_at=None).exclude(account=None), {"open_cases": Count("pk")}
