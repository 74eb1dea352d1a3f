"""How often a deed may be asked for: per address and over the whole installation, within each hour.

Counted in rows by conditional updates, so that the limit holds over all processes.  Addresses are kept as keyed
hashes for an hour or two.  The figures stand in the policy as `web.<deed>_address` and `web.<deed>_all`.
"""

from __future__ import annotations

from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING, Literal

from django.db.models import F

from kagimori.console.doctor.browser import hashed
from kagimori.console.doctor.models import Knock
from kagimori.console.doors.asking import address_of
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

Deed = Literal["open", "step", "take", "paper"]
EVERYBODY = "everybody"
WINDOW = timedelta(hours=1)


class TooOften(Refused):
    """This deed was asked for too often lately; `minutes` says in how many it is possible again."""

    code = "doctor.too_often"


def knock(request: HttpRequest, deed: Deed, now: datetime) -> None:
    """Count one more `deed`; raises TooOften, and counts nothing, where a limit is reached."""
    policy = load_policy()
    address = hashed(address_of(request), "address")
    hour = now.replace(minute=0, second=0, microsecond=0)
    for who, figure in ((address, f"web.{deed}_address"), (EVERYBODY, f"web.{deed}_all")):
        if not _count(who, deed, hour, policy[figure].count):
            raise TooOften(minutes=ceil((hour + WINDOW - now) / timedelta(minutes=1)))


def forget(now: datetime) -> int:
    """Return how many counters of past hours were thrown away."""
    return Knock.objects.filter(hour__lt=now - 2 * WINDOW).delete()[0]


def _count(who: str, deed: str, hour: datetime, most: int) -> bool:
    # The row comes first, so that whoever counts finds it; the conditional update then counts, or does not.
    place, _ = Knock.objects.get_or_create(address=who, deed=deed, hour=hour)
    return bool(Knock.objects.filter(pk=place.pk, count__lt=most).update(count=F("count") + 1))
