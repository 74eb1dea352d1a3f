"""What is read of cases: one case for a browser that holds it or for a member of its team, and lists of open ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.doctor.models import Case, CaseLink
from kagimori.core.doctor import case as core

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.core.people.standing import Actor, Standing


# What an opening holds where the vault and Instagram count backup codes differently.
COUNT = "count"


@dataclass(frozen=True, slots=True)
class Held:
    """A case as its holder reads it: the row, and its events as the doctor thinks of them."""

    row: Case
    case: core.Case
    # Who reads it as a member of its team; None for the holder of an anonymous case.
    standing: Standing | None = None

    @property
    def by(self) -> Actor | None:
        """Return who answers; None for the holder of an anonymous case."""
        return None if self.standing is None else self.standing.actor

    @property
    def position(self) -> int:
        """Return where the next event goes."""
        return len(self.case.events)


def held(case_id: UUID, browser: str, now: datetime) -> Held | None:
    """Return the case, or None where this browser does not hold it or its life is over."""
    mine = Case.objects.filter(pk=case_id, account=None, holders__browser=browser, expires_at__gt=now)
    row = mine.first() if browser else None
    return None if row is None else Held(row, events_of(row))


def of_a_team(case_id: UUID, now: datetime) -> Case | None:
    """Return the row of a case that belongs to an account, with account and team at hand; None where it does not."""
    living = Case.objects.filter(pk=case_id, expires_at__gt=now).exclude(account=None)
    return living.select_related("account__team").first()


def of_account(account: UUID | str, now: datetime) -> QuerySet[Case]:
    """Return the account's cases, newest first."""
    return Case.objects.filter(account__pk=account, expires_at__gt=now).order_by("-created_at")


def cases_about_count(account: UUID | str, now: datetime) -> Iterator[Held]:
    """Yield the account's cases that began because its backup codes do not add up, newest first."""
    for row in of_account(account, now).filter(events__position=0, events__line__contains='"count": {'):
        held = Held(row, events_of(row))
        if is_about_count(held.case):
            yield held


def is_about_count(stored: core.Case) -> bool:
    """Return whether the case began because Instagram and the vault count differently."""
    return stored.opening is not None and COUNT in stored.opening.more


def events_of(row: Case) -> core.Case:
    """Return the case of this row with all its events."""
    return core.Case.from_json_lines(str(row.pk), row.events.order_by("position").values_list("line", flat=True))


def open_cases(browser: str, now: datetime) -> tuple[Held, ...]:
    """Return the browser's cases that can go on, newest first."""
    if not browser:
        return ()
    mine = Case.objects.filter(account=None, holders__browser=browser, closed_at=None, expires_at__gt=now)
    rows = mine.order_by("-created_at")
    return tuple(Held(row, events_of(row)) for row in rows)


def living_links(row: Case, now: datetime) -> int:
    """Return how many links to the case still work."""
    return CaseLink.objects.filter(case=row, revoked_at=None, ends_at__gt=now).count()


def link_lives(hashed: str, now: datetime) -> bool:
    """Return whether a link can still be traded in."""
    living = CaseLink.objects.filter(hashed=hashed, revoked_at=None, ends_at__gt=now)
    return living.filter(case__expires_at__gt=now, case__account=None).exists()


def all_cases() -> Iterable[core.Case]:
    """Yield every case of this console, for the figures; texts play no part in them."""
    return _as_cases(Case.objects.all())


def _as_cases(rows: QuerySet[Case]) -> Iterable[core.Case]:
    for row in rows.prefetch_related("events").order_by("created_at").iterator(chunk_size=500):
        case = core.Case.from_json_lines(str(row.pk), (event.line for event in row.events.all()))
        if is_about_count(case):
            # Nobody was locked out, so that it says nothing of how people get back in.
            continue
        yield case.about(str(row.account_id)) if row.account_id else case


def cases_of_team(team: str, accounts: Collection[str] | None) -> Iterable[core.Case]:
    """Yield the team's cases for its figures: those of these accounts, or of all where None."""
    rows = Case.objects.filter(account__team_id=team)
    return _as_cases(rows if accounts is None else rows.filter(account__pk__in=accounts))


def cases_of_teams() -> Iterable[core.Case]:
    """Yield every case that belongs to a team, for learning: those of people who were logged in."""
    return _as_cases(Case.objects.exclude(account=None))


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
