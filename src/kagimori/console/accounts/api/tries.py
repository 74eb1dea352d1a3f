"""Whether it is safe to try an account now, the one slot for trying, what came of it, and holds of the platform."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema

from kagimori.console.accounts import flows, queries
from kagimori.console.accounts.api.accounts import ACCOUNT
from kagimori.console.accounts.api.found import account_of, hold_of
from kagimori.console.accounts.models import Hold
from kagimori.console.doors.api import Room
from kagimori.console.doors.decorators import standing_of
from kagimori.console.doors.fields import Asked, Moment
from kagimori.core.accounts.light import Colour, Light
from kagimori.core.accounts.tries import Kind

room = Room("tries")


class SlotOut(Schema):
    """Somebody is trying now; `user` is empty where they belong to another team."""

    user: str
    began: datetime
    until: datetime


class LightOut(Schema):
    """The shared traffic light: `next_safe` is null where a try is safe now, or where nobody can say when."""

    colour: Colour
    why: str
    may_try: bool
    left_this_hour: int
    left_today: int
    next_safe: datetime | None
    next_by_kind: dict[str, datetime]
    slot: SlotOut | None
    outage_since: datetime | None


class TryIn(Asked):
    """What kind of try."""

    kind: Kind = "app"


class OutcomeIn(Asked):
    """What came of a try."""

    kind: Kind
    outcome: Literal["in", "refused", "unsure", "not_tried"]


class Until(Schema):
    """Until when the slot is yours."""

    until: datetime


class HoldIn(Asked):
    """What the platform did, and since when."""

    kind: Literal["lock", "block", "outage"]
    since: Moment | None = None


class HoldOut(Schema):
    """A hold: over between `soonest` and `ends_at`."""

    id: UUID
    kind: str
    since: datetime
    soonest: datetime
    ends_at: datetime
    source: str
    by: str
    lifted_at: datetime | None


@room.open("GET", f"{ACCOUNT}/light", needs="tries.see", answer=LightOut)
def light(request: HttpRequest, team: str, account: UUID) -> Any:
    """Say whether a try is safe now, counting everybody's tries on this account."""
    return _light(queries.light(account_of(standing_of(request), account), timezone.now()))


@room.open("POST", f"{ACCOUNT}/tries/begin", needs="tries.record", answer=Until, status=201)
def begin_try(request: HttpRequest, team: str, account: UUID, wish: TryIn) -> Any:
    """Take the account's one slot before anybody types; refused while it is not safe or somebody else tries."""
    standing = standing_of(request)
    found = account_of(standing, account)
    return {"until": flows.begin_trial(found, standing.actor, timezone.now(), kind=wish.kind)}


@room.open("POST", f"{ACCOUNT}/tries", needs="tries.record", answer=LightOut, status=201)
def end_try(request: HttpRequest, team: str, account: UUID, wish: OutcomeIn) -> Any:
    """Tell what came of a try: of the slot that was taken, or of one made without it."""
    standing, now = standing_of(request), timezone.now()
    found = account_of(standing, account)
    flows.end_trial(found, standing.actor, now, outcome=wish.outcome, kind=wish.kind)
    return _light(queries.light(found, now))


@room.open("GET", f"{ACCOUNT}/holds", needs="tries.see", answer=list[HoldOut])
def holds(request: HttpRequest, team: str, account: UUID) -> Any:
    """List the holds that last, as this team has told of them."""
    found = account_of(standing_of(request), account)
    return list(Hold.objects.filter(account=found, ends_at__gt=timezone.now(), lifted_at=None).order_by("since", "id"))


@room.open("POST", f"{ACCOUNT}/holds", needs="tries.record", answer=HoldOut, status=201)
def note_hold(request: HttpRequest, team: str, account: UUID, wish: HoldIn) -> Any:
    """Note that the platform holds the account back."""
    standing = standing_of(request)
    found = account_of(standing, account)
    return flows.note_hold(found, standing.actor, timezone.now(), kind=wish.kind, since=wish.since, source="api")


@room.open("DELETE", f"{ACCOUNT}/holds/{{uuid:hold}}", needs="tries.record", status=204)
def lift_hold(request: HttpRequest, team: str, account: UUID, hold: UUID) -> None:
    """End a hold that was told by mistake, or that is over; one that is over stays over."""
    standing = standing_of(request)
    flows.lift_hold(hold_of(account_of(standing, account), hold), standing.actor, timezone.now())


def _light(light: Light) -> LightOut:
    slot = light.slot
    return LightOut(
        colour=light.colour,
        why=light.why,
        may_try=light.may_try,
        left_this_hour=light.left_this_hour,
        left_today=light.left_today,
        next_safe=light.next_safe,
        next_by_kind={str(kind): at for kind, at in light.next_by_kind.items()},
        slot=None if slot is None else SlotOut(user=slot.user, began=slot.began, until=slot.until),
        outage_since=light.outage_since,
    )
