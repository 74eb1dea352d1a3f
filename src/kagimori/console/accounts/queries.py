"""What is read of accounts: one account for somebody who may see it, its light, its tries, who can get in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar, cast
from zoneinfo import ZoneInfo

from django.utils import timezone

from kagimori.console.accounts.models import Grant, Hold, InstagramAccount, PlatformOutage, Try
from kagimori.console.people.queries import open_on
from kagimori.core.accounts import light as core
from kagimori.core.accounts import tries as ledger
from kagimori.knowledge import load_book, load_policy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.console.doors.statements import Step
    from kagimori.core.accounts.light import Light
    from kagimori.core.people.roles import Role
    from kagimori.core.people.standing import Standing

Row = TypeVar("Row", Try, Hold)
TRY_READ = ("hashed", "user", "kind", "outcome", "at", "until", "case", "open")
HOLD_READ = ("hashed", "kind", "since", "soonest", "ends_at")


@dataclass(frozen=True, slots=True)
class CoAdmin:
    """Somebody who could get in by a way of their own; `user` is empty for a person without a login (PPL-10)."""

    person: str
    user: str
    name: str
    role: Role
    proven_at: datetime | None


def visible(standing: Standing) -> QuerySet[InstagramAccount]:
    """Return the team's living accounts that this member sees, by handle."""
    rows = InstagramAccount.objects.filter(team_id=standing.team, archived_at=None).order_by("handle", "id")
    return rows if standing.seen_accounts is None else rows.filter(pk__in=standing.seen_accounts)


def account(standing: Standing, account_id: str) -> InstagramAccount | None:
    """Return one living account of the member's team with its team at hand, or None."""
    return visible(standing).filter(pk=account_id).select_related("team").first()


def tries_of(hashed: str, since: datetime) -> list[ledger.Try]:
    """Return every try since then on this handle, by whichever team, oldest first."""
    rows = Try.objects.filter(hashed=hashed, until__gte=since).select_related("account").order_by("at")
    return [_try(row) for row in rows]


def _try(row: Try) -> ledger.Try:
    return ledger.Try(
        at=row.at,
        kind=cast("ledger.Kind", row.kind),
        outcome=cast("ledger.Outcome", row.outcome),
        until=row.until,
        user=row.user,
        team=str(row.account.team_id),
        case=row.case,
    )


def light(account: InstagramAccount, now: datetime, *, but: Try | None = None) -> Light:
    """Return whether a try on this account is safe now, counting everybody's but `but`."""
    return lights([account], now, but=but)[account.pk]


def lights(
    accounts: Iterable[InstagramAccount],
    now: datetime,
    *,
    but: Try | None = None,
    kinds: Collection[ledger.Kind] = ledger.KINDS,
) -> dict[UUID, Light]:
    """Return the light of each account by its id; three queries, however many there are.

    `kinds` are the kinds of try of which it is asked whether they wait longer than others.
    """
    wanted = list(accounts)
    judged = known(wanted, now, but=but)
    policy, actions = load_policy(), load_book("real").actions
    return {
        one.pk: core.judge(judged[one.pk], now, policy, actions, kinds) if one.pk in judged else core.quiet(policy)
        for one in wanted
    }


_TOUCHED = """
SELECT 1 FROM accounts_try WHERE hashed = %s AND until >= %s
UNION ALL SELECT 1 FROM accounts_hold WHERE hashed = %s AND ends_at > %s AND lifted_at IS NULL
UNION ALL SELECT 1 FROM accounts_platformoutage WHERE since IS NOT NULL
LIMIT 1
"""


def touched_step(account: InstagramAccount, now: datetime) -> Step:
    """Return the statement that gives a row if `known` has anything to tell of the account."""
    return _TOUCHED, (account.hashed, now - core.REACH, account.hashed, now)


def known(accounts: Iterable[InstagramAccount], now: datetime, *, but: Try | None = None) -> dict[UUID, core.Known]:
    """Return what a light is judged by, of those accounts of which there is anything; three queries."""
    wanted = list(accounts)
    hashes = {one.hashed for one in wanted}
    recent = Try.objects.filter(hashed__in=hashes, until__gte=now - core.REACH)
    lasting = Hold.objects.filter(hashed__in=hashes, ends_at__gt=now, lifted_at=None)
    # Of the account of each only whose it is.
    tries = _by_hash(recent.select_related("account").only(*TRY_READ, "account__team_id"))
    holds = _by_hash(lasting.select_related("account").only(*HOLD_READ, "account__team_id"))
    outage = PlatformOutage.objects.first()
    found: dict[UUID, core.Known] = {}
    for one in wanted:
        mine, held = [row for row in tries.get(one.hashed, []) if row != but], holds.get(one.hashed, [])
        if not mine and not held and (outage is None or outage.since is None):
            continue
        found[one.pk] = core.Known(
            tries=tuple(_try(row) for row in mine),
            holds=tuple(_hold(row, one) for row in held),
            slot=next((_slot(row, one) for row in mine if row.open and row.until > now), None),
            outage_since=outage.since if outage else None,
            day=_day(one, now),
        )
    return found


def _by_hash(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.hashed, []).append(row)
    return found


def _hold(row: Hold, account: InstagramAccount) -> ledger.Hold:
    ours = row.account.team_id == account.team_id
    return ledger.Hold(cast("ledger.HoldKind", row.kind), row.since, row.soonest, row.ends_at, ours)


def _slot(row: Try, account: InstagramAccount) -> core.Slot:
    # Another team learns that somebody tries, never who.
    return core.Slot(row.user if row.account.team_id == account.team_id else "", row.at, row.until)


def _day(account: InstagramAccount, now: datetime) -> tuple[datetime, datetime]:
    """Return today's midnight and the next one, as the account's team counts its days."""
    zone = ZoneInfo(account.team.time_zone)
    today = now.astimezone(zone).date()
    return datetime.combine(today, time(), zone), datetime.combine(today + timedelta(days=1), time(), zone)


def co_admins_of(account: InstagramAccount, now: datetime) -> list[CoAdmin]:
    """Return who holds an owner's or admin's role on the account today, with when one last got in."""
    living = Grant.objects.filter(
        open_on(timezone.localdate(now)), account=account, ended_at=None, person__left_at=None
    )
    rows = list(living.filter(role__in=("owner", "admin"), access="full").select_related("person__user"))
    users = [str(row.person.user.opaque) for row in rows if row.person.user]
    got_in = Try.objects.filter(account=account, user__in=users, outcome="in").order_by("at").values_list("user", "at")
    proven = dict(got_in)
    return [_co_admin(row, proven) for row in rows]


def _co_admin(row: Grant, proven: dict[str, datetime]) -> CoAdmin:
    user = str(row.person.user.opaque) if row.person.user else ""
    return CoAdmin(str(row.person_id), user, row.person.name, cast("Role", row.role), proven.get(user))
