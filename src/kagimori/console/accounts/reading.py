"""What the page of one account reads: its grants, facts, readiness, holders, campaigns and lock-outs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kagimori.console.accounts.models import Campaign, Grant, InstagramAccount, LockOut
from kagimori.console.people.queries import open_on
from kagimori.core.accounts.readiness import readiness
from kagimori.core.people.shape import Shape, judge, wanted_by
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from kagimori.core.accounts.readiness import Readiness
    from kagimori.core.people.facts import Fact
    from kagimori.core.people.shape import Gap

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Outage:
    """One lock-out: whole minutes, until now where it goes on, and the campaigns that ran meanwhile (PPL-11)."""

    since: datetime
    ended_at: datetime | None
    minutes: int
    campaigns: tuple[str, ...]


def grants_of(account: InstagramAccount, day: date) -> QuerySet[Grant]:
    """Return the account's grants that count on `day`, with their people, by role and name."""
    living = Grant.objects.filter(open_on(day), account=account, ended_at=None, person__left_at=None)
    return living.select_related("person").order_by("role", "person__name", "pk")


def shape_of(grants: Iterable[Grant]) -> Shape:
    """Return how many stand in each layer; an admin limited to tasks lets nobody in, and does not count."""
    held = [(one.role, one.access) for one in grants]
    return Shape(
        owners=sum(role == "owner" for role, _ in held),
        admins=sum(one == ("admin", "full") for one in held),
        ads=sum(role == "ads" for role, _ in held),
    )


def wanted() -> Shape:
    """Return the shape that an account should have."""
    return wanted_by(load_policy())


def gaps_of(shape: Shape) -> tuple[Gap, ...]:
    """Return the layers that are too thin (PPL-02)."""
    return judge(shape, wanted())


def facts_of(account: InstagramAccount) -> dict[str, Fact]:
    """Return what people have said, by the name of the question; what nobody has answered is not there."""
    return {row.name: row.to_core() for row in account.facts.all()}


def readiness_of(account: InstagramAccount, facts: Mapping[str, Fact] | None = None) -> Readiness:
    """Return the readiness board of the account (PPL-12)."""
    said = facts_of(account) if facts is None else facts
    return readiness(said, account.co_admins, account.grants_at, wanted=load_policy()["people.admins"].count)


def campaigns_of(account: InstagramAccount, now: datetime) -> list[Campaign]:
    """Return the campaigns that run now or will, the first to begin first."""
    mine = Campaign.objects.filter(account=account, taken_back_at=None).order_by("begins_at")
    return [one for one in mine if one.ends_at is None or one.ends_at > now]


def month_of(account: InstagramAccount, now: datetime) -> tuple[datetime, datetime]:
    """Return the first instant of the team's present month, and that of the next one."""
    here = now.astimezone(ZoneInfo(account.team.time_zone))
    first = here.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    following = (first + timedelta(days=32)).replace(day=1)
    return first.astimezone(UTC), following.astimezone(UTC)


def lockouts_of(account: InstagramAccount, since: datetime, now: datetime) -> tuple[Outage, ...]:
    """Return the lock-outs that reach beyond `since`, the newest first, each with what ran meanwhile."""
    rows = [row for row in account.locked_out.order_by("-since") if row.ended_at is None or row.ended_at > since]
    ran = list(Campaign.objects.filter(account=account, taken_back_at=None).order_by("begins_at")) if rows else []
    return tuple(_outage(row, ran, now) for row in rows)


def minutes_within(lockouts: Iterable[Outage], begin: datetime, end: datetime, now: datetime) -> int:
    """Return how many whole minutes of the lock-outs lie between two instants."""
    spans = ((max(one.since, begin), min(one.ended_at or now, end)) for one in lockouts)
    return sum(max(0, (last - first) // MINUTE) for first, last in spans)


def _outage(row: LockOut, campaigns: Sequence[Campaign], now: datetime) -> Outage:
    end = row.ended_at or now
    ran = [one.name for one in campaigns if one.begins_at < end and (one.ends_at is None or one.ends_at > row.since)]
    minutes = row.minutes if row.minutes is not None else max(0, (now - row.since) // MINUTE)
    return Outage(row.since, row.ended_at, minutes, tuple(ran))
