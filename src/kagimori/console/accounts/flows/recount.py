"""Proving the counters: each is counted anew from what it counts, set by set, and compared on the account's row.

The database does the counting.  Rooms further left have counters of their own on the row: `settings.ACCOUNT_COUNTS`
names functions that return what they count.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string

from kagimori.console.accounts.flows.trying import FAILED
from kagimori.console.accounts.models import (
    AccountFact,
    Grant,
    Hold,
    Holder,
    InstagramAccount,
    LockOut,
    NumberLoad,
    Try,
)
from kagimori.core.accounts.readiness import METHODS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    Counted = tuple[QuerySet[Any], Mapping[str, Any]]

AT_ONCE = 2000
_LIVING = Q(ended_at=None)


@dataclass(frozen=True, slots=True)
class Difference:
    """One counter that is not what was counted; `of` is the account's id, or the team's for a number's load."""

    of: str
    counter: str
    stands: Any
    counted: Any


# Each set with the counters that are made of it.
_SETS: tuple[Counted, ...] = (
    (
        Grant.objects.filter(_LIVING),
        {
            "owners": Count("pk", Q(role="owner")),
            "admins": Count("pk", Q(role="admin")),
            "ads_operators": Count("pk", Q(role="ads")),
            "co_admins": Count("pk", Q(role="admin", access="full")),
            "next_grant_ends_on": Min("ends_on"),
        },
    ),
    (Holder.objects.filter(_LIVING), {"holders": Count("pk")}),
    (AccountFact.objects.filter(name__in=METHODS, state="yes"), {"methods": Count("pk")}),
    (
        Try.objects.exclude(outcome="not_tried"),
        {"tries": Count("pk"), "failures": Count("pk", Q(outcome__in=FAILED))},
    ),
    (Hold.objects.all(), {"holds": Count("pk")}),
    (
        LockOut.objects.all(),
        {
            "lockouts": Count("pk"),
            "lockout_minutes": Coalesce(Sum("minutes"), 0),
            "locked_out_since": Min("since", filter=Q(ended_at=None)),
        },
    ),
)


def recount(*, repair: bool = False) -> list[Difference]:
    """Return every counter that differs, put right where `repair` is wished.

    Work goes on meanwhile: what seems to differ is counted once more under the rows' locks, in small parts.
    """
    suspects = sorted({account for rows, counters in sets() for account in _suspects(rows, counters)})
    parts = (suspects[start : start + AT_ONCE] for start in range(0, len(suspects), AT_ONCE))
    return [*(one for part in parts for one in _proven(part, repair=repair)), *_numbers(repair=repair)]


def sets() -> tuple[Counted, ...]:
    """Return this room's sets, and those of rooms further left."""
    further: tuple[str, ...] = import_string(settings.ACCOUNT_COUNTS)
    return (*_SETS, *(import_string(name)() for name in further))


def _nought(counters: Iterable[str]) -> dict[str, Any]:
    return {name: _default(name) for name in counters}


def _default(counter: str) -> Any:
    field: Any = InstagramAccount._meta.get_field(counter)  # noqa: SLF001  # documented
    return field.get_default()


def _suspects(rows: QuerySet[Any], counters: Mapping[str, Any]) -> Iterator[UUID]:
    """Yield the accounts whose counters differ from what is counted, at one look at each table."""
    nought = _nought(counters)
    touched = reduce(or_, (~Q(**{name: value}) for name, value in nought.items()))
    stands = {row.pop("pk"): row for row in InstagramAccount.objects.filter(touched).values("pk", *counters)}
    counted = _counted(rows, counters)
    for account in stands.keys() | counted.keys():
        if stands.get(account, nought) != counted.get(account, nought):
            yield account


def _counted(rows: QuerySet[Any], counters: Mapping[str, Any]) -> dict[UUID, dict[str, Any]]:
    grouped = rows.order_by().values("account").annotate(**counters)
    return {row.pop("account"): row for row in grouped}


@transaction.atomic
def _proven(accounts: list[UUID], *, repair: bool) -> list[Difference]:
    """Return what differs while nobody else can change these rows."""
    rows = {row.pk: row for row in InstagramAccount.objects.select_for_update().filter(pk__in=accounts).order_by("pk")}
    found: list[Difference] = []
    for details, counters in sets():
        counted, nought = _counted(details.filter(account__in=accounts), counters), _nought(counters)
        for pk, row in rows.items():
            should = counted.get(pk, nought)
            stands = {name: getattr(row, name) for name in counters}
            found += [
                Difference(str(pk), name, stands[name], should[name])
                for name in counters
                if stands[name] != should[name]
            ]
            if repair and stands != should:
                InstagramAccount.objects.filter(pk=pk).update(**{name: should[name] for name in counters})
    return found


@transaction.atomic
def _numbers(*, repair: bool) -> list[Difference]:
    """Return the phone numbers whose counter differs; their rows are locked while they are counted."""
    loads = {(row.team_id, row.number): row for row in NumberLoad.objects.select_for_update().order_by("pk")}
    living = InstagramAccount.objects.filter(archived_at=None).exclude(phone="").order_by()
    counted = {(row["team"], row["phone"]): row["n"] for row in living.values("team", "phone").annotate(n=Count("pk"))}
    found = []
    for key in loads.keys() | counted.keys():
        load, should = loads.get(key), counted.get(key, 0)
        stands = load.accounts if load else 0
        if stands == should:
            continue
        # A phone number is private: the team and the row say enough.
        found.append(Difference(f"{key[0]}", "number", stands, should))
        if repair:
            told = {"accounts": should}
            NumberLoad.objects.update_or_create(team_id=key[0], number=key[1], defaults=told)
    return found
