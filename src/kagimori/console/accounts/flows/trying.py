"""Tries and holds: the ledger that the whole installation shares for one handle.

A try is written before anybody types and holds the account's one slot, which a constraint gives to one person; it ends
when its outcome is told, or when its time is over, and then counts as a failure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kagimori.console.accounts import queries
from kagimori.console.accounts.flows.counting import add_to
from kagimori.console.accounts.flows.lockouts import lockout_begins, lockout_ends
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.accounts.models import Hold, InstagramAccount, Try
from kagimori.core.accounts import tries as core
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.accounts.tries import HoldKind, Kind, Outcome
    from kagimori.core.people.facts import Source
    from kagimori.core.people.standing import Actor

FAILED: tuple[Outcome, ...] = ("pending", "refused", "unsure")


class SomebodyTries(Refused):
    """Somebody else is trying this account, until `until` at the latest."""

    code = "accounts.somebody_tries"


class NotSafeYet(Refused):
    """A try before `until` could lock the account; `why` is the word of the light's reason, `until` None: unknown."""

    code = "accounts.not_safe_yet"


def begin_trial(account: InstagramAccount, by: Actor, now: datetime, *, kind: Kind = "app", case: str = "") -> datetime:
    """Give the account's one slot to `by`; return until when it is theirs.  One's own open slot is kept.

    Raises SomebodyTries and NotSafeYet, and then nothing was counted.
    """
    mine = Try.objects.filter(account=account, open=True, user=by.id, until__gt=now).first() if by.id else None
    if mine is not None:
        return mine.until
    _refuse_where_unsafe(account, kind, now)
    try:
        with transaction.atomic():
            Try.objects.filter(hashed=account.hashed, open=True, until__lte=now).update(open=False)
            began = _write(account, by, now, kind=kind, outcome="pending", case=case, open_=True)
            # Looked at once more with the slot in hand: somebody may have begun and failed since the first look.
            _refuse_where_unsafe(account, kind, now, but=began)
            tell(account, "accounts.try_begun", by, now, way=kind)
    except IntegrityError:
        raise SomebodyTries(until=_slot_ends(account, now)) from None
    return began.until


def _refuse_where_unsafe(account: InstagramAccount, kind: Kind, now: datetime, *, but: Try | None = None) -> None:
    light = queries.light(account, now, but=but)
    if light.slot is not None:
        raise SomebodyTries(until=light.slot.until)
    ready = light.ready(kind, now)
    if light.outage_since is not None or ready > now:
        raise NotSafeYet(why=light.why or "sms", until=ready if ready > now else None)


def end_trial(
    account: InstagramAccount, by: Actor, now: datetime, *, outcome: Outcome, kind: Kind, case: str = ""
) -> None:
    """Note what came of a try: of the open slot of `by`, or of one that was made without asking for it."""
    with transaction.atomic():
        if _told(account, by, now, outcome=outcome, kind=kind, case=case):
            add_to(account, tries=-(outcome == "not_tried"), failures=-(outcome not in FAILED))
        else:
            _write(account, by, now, kind=kind, outcome=outcome, case=case)
        tell(account, "accounts.try_told", by, now, way=kind, outcome=outcome)
        if outcome == "in":
            _is_in(account, by, now)


def _told(  # the columns that are written
    account: InstagramAccount, by: Actor, now: datetime, *, outcome: Outcome, kind: Kind, case: str
) -> bool:
    """Write the outcome into the newest try of `by` without one, its time over or not; False: there is none."""
    mine = Try.objects.filter(account=account, user=by.id, outcome="pending").order_by("-at")
    newest = mine.values_list("pk", flat=True).first() if by.id else None
    if newest is None:
        return False
    told = {"outcome": outcome, "kind": kind, "told_at": now, "until": now, "open": False, "case": case}
    return Try.objects.filter(pk=newest, outcome="pending").update(**told) == 1


def _is_in(account: InstagramAccount, by: Actor, now: datetime) -> None:
    """Take the consequences of a login that worked: no lock holds any more, and the lock-out is over."""
    for hold in Hold.objects.filter(hashed=account.hashed, kind="lock", lifted_at=None, ends_at__gt=now):
        lift_hold(hold, by, now)
    lockout_ends(account, by, now)


def record_try(
    account: InstagramAccount, by: Actor, at: datetime, *, kind: Kind, outcome: Outcome, case: str = ""
) -> None:
    """Note a try that was made at `at` without a slot."""
    with transaction.atomic():
        _write(account, by, at, kind=kind, outcome=outcome, case=case)
        tell(account, "accounts.try_told", by, at, way=kind, outcome=outcome)


def note_hold(  # what is known of a hold
    account: InstagramAccount,
    by: Actor,
    now: datetime,
    *,
    kind: HoldKind,
    since: datetime | None = None,
    source: Source = "person",
) -> Hold:
    """Note that the platform holds the account back since `since` or now; return the hold (DOC-08, DOC-20).

    Nobody gets in meanwhile, so a lock or a block begins a lock-out, too.
    """
    found = core.hold(kind, min(since or now, now), load_policy())
    with transaction.atomic():
        hold = Hold.objects.create(
            hashed=account.hashed,
            account=account,
            kind=kind,
            since=found.since,
            soonest=found.soonest,
            ends_at=found.ends,
            source=source,
            by=by.id,
            told_at=now,
        )
        add_to(account, holds=1)
        tell(account, "accounts.held", by, now, what=kind, hold=str(hold.pk))
        if kind in ("lock", "block"):
            lockout_begins(account, by, now, since=found.since)
    return hold


def lift_hold(hold: Hold, by: Actor, now: datetime) -> bool:
    """End a hold because somebody got in, or because it was told by mistake; False where it was over already."""
    with transaction.atomic():
        lifted = Hold.objects.filter(pk=hold.pk, lifted_at=None, ends_at__gt=now).update(lifted_at=now) == 1
        if lifted:
            tell(hold.account, "accounts.freed", by, now, what=hold.kind, hold=str(hold.pk))
    return lifted


def _write(  # noqa: PLR0913  # a row's columns
    account: InstagramAccount,
    by: Actor,
    at: datetime,
    *,
    kind: Kind,
    outcome: Outcome,
    case: str,
    open_: bool = False,
) -> Try:
    until = at + load_policy()["accounts.slot"].span if open_ else at
    row = Try.objects.create(
        hashed=account.hashed,
        account=account,
        user=by.id,
        kind=kind,
        outcome=outcome,
        at=at,
        until=until,
        told_at=None if open_ else at,
        case=case,
        open=open_,
    )
    add_to(account, tries=int(outcome != "not_tried"), failures=int(outcome in FAILED))
    return row


def _slot_ends(account: InstagramAccount, now: datetime) -> datetime:
    other = Try.objects.filter(hashed=account.hashed, open=True, until__gt=now).first()
    return other.until if other else now
