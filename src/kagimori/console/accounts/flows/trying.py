"""Tries and holds: the ledger that the whole installation shares for one handle.

A try is written before anybody types and holds the account's one slot, which a constraint gives to one person; it ends
when its outcome is told, or when its time is over, and then counts as a failure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from kagimori.console.accounts import queries
from kagimori.console.accounts.flows.counting import add_to
from kagimori.console.accounts.models import Hold, InstagramAccount, Try
from kagimori.console.timeline.flows import append
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
    mine = Try.objects.filter(hashed=account.hashed, open=True, user=by.id, until__gt=now).first() if by.id else None
    if mine is not None:
        return mine.until
    _refuse_where_unsafe(account, kind, now)
    try:
        with transaction.atomic():
            Try.objects.filter(hashed=account.hashed, open=True, until__lte=now).update(open=False)
            began = _write(account, by, now, kind=kind, outcome="pending", case=case, open_=True)
            tell(account, "accounts.try_begun", by, now, way=kind)
    except IntegrityError:
        raise SomebodyTries(until=_slot_ends(account, now)) from None
    return began.until


def _refuse_where_unsafe(account: InstagramAccount, kind: Kind, now: datetime) -> None:
    light = queries.light(account, now)
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
        open_one = Try.objects.filter(hashed=account.hashed, open=True, user=by.id)
        told = {"outcome": outcome, "kind": kind, "told_at": now, "open": False, "case": case}
        if by.id and open_one.update(**told) == 1:
            add_to(account, tries=-(outcome == "not_tried"), failures=-(outcome not in FAILED))
        else:
            _write(account, by, now, kind=kind, outcome=outcome, case=case)
        tell(account, "accounts.try_told", by, now, way=kind, outcome=outcome)


def record_try(
    account: InstagramAccount, by: Actor, at: datetime, *, kind: Kind, outcome: Outcome, case: str = ""
) -> None:
    """Note a try that was made at `at` without a slot."""
    with transaction.atomic():
        _write(account, by, at, kind=kind, outcome=outcome, case=case)
        tell(account, "accounts.try_told", by, at, way=kind, outcome=outcome)


def note_hold(
    account: InstagramAccount, by: Actor, now: datetime, *, kind: HoldKind, source: Source = "person"
) -> Hold:
    """Note that the platform holds the account back since now; return the hold with its ends (DOC-08, DOC-20)."""
    found = core.hold(kind, now, load_policy())
    with transaction.atomic():
        hold = Hold.objects.create(
            hashed=account.hashed,
            account=account,
            kind=kind,
            since=now,
            soonest=found.soonest,
            ends_at=found.ends,
            source=source,
            by=by.id,
            told_at=now,
        )
        add_to(account, holds=1)
        tell(account, "accounts.held", by, now, what=kind, hold=str(hold.pk))
    return hold


def lift_hold(hold: Hold, by: Actor, now: datetime) -> bool:
    """End a hold because somebody got in, or because it was told by mistake; False where it was over already."""
    with transaction.atomic():
        lifted = Hold.objects.filter(pk=hold.pk, lifted_at=None, ends_at__gt=now).update(lifted_at=now) == 1
        if lifted:
            tell(hold.account, "accounts.freed", by, now, what=hold.kind, hold=str(hold.pk))
    return lifted


def tell(account: InstagramAccount, kind: str, by: Actor, at: datetime, **payload: str) -> None:
    """Add an entry about the account to its team's timeline."""
    append(kind, at=at, by=by, team=str(account.team_id), subject=f"account:{account.pk}", **payload)


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
