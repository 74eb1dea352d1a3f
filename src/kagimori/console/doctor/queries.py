"""What is read of cases: one case for a browser that holds it, and that browser's open cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.doctor.models import Case, CaseLink
from kagimori.core.doctor import case as core

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Held:
    """A case as its holder reads it: the row, and its events as the doctor thinks of them."""

    row: Case
    case: core.Case

    @property
    def position(self) -> int:
        """Return where the next event goes."""
        return len(self.case.events)


def held(case_id: UUID, browser: str, now: datetime) -> Held | None:
    """Return the case, or None where this browser does not hold it or its life is over."""
    row = Case.objects.filter(pk=case_id, holders__browser=browser, expires_at__gt=now).first() if browser else None
    return None if row is None else Held(row, events_of(row))


def events_of(row: Case) -> core.Case:
    """Return the case of this row with all its events."""
    return core.Case.from_json_lines(str(row.pk), row.events.order_by("position").values_list("line", flat=True))


def open_cases(browser: str, now: datetime) -> tuple[Held, ...]:
    """Return the browser's cases that can go on, newest first."""
    if not browser:
        return ()
    rows = Case.objects.filter(holders__browser=browser, closed_at=None, expires_at__gt=now).order_by("-created_at")
    return tuple(Held(row, events_of(row)) for row in rows)


def living_links(row: Case, now: datetime) -> int:
    """Return how many links to the case still work."""
    return CaseLink.objects.filter(case=row, revoked_at=None, ends_at__gt=now).count()


def link_lives(hashed: str, now: datetime) -> bool:
    """Return whether a link can still be traded in."""
    return CaseLink.objects.filter(hashed=hashed, revoked_at=None, ends_at__gt=now, case__expires_at__gt=now).exists()


def all_cases() -> Iterable[core.Case]:
    """Yield every case of this console, for the figures; texts play no part in them."""
    for row in Case.objects.prefetch_related("events").order_by("created_at").iterator(chunk_size=500):
        yield core.Case.from_json_lines(str(row.pk), (event.line for event in row.events.all()))


def newest_link_ends(row: Case) -> datetime | None:
    """Return when the newest link to the case ends, or None where there is none."""
    newest = CaseLink.objects.filter(case=row, revoked_at=None).order_by("-made_at", "-pk").first()
    return newest.ends_at if newest else None


def all_open_cases(now: datetime) -> Iterable[Held]:
    """Yield every case that can go on."""
    # The ids first: the caller writes between two rows, and an open cursor would mind that.
    for pk in list(
        Case.objects.filter(closed_at=None, expires_at__gt=now).order_by("created_at").values_list("pk", flat=True)
    ):
        row = Case.objects.get(pk=pk)
        yield Held(row, events_of(row))
