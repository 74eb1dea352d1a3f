"""What changes a case that belongs to an Instagram account, and so to a team: begun, taken over, taken in.

Each deed stands in the team's timeline, stored with it.  An anonymous case is taken in once: the conditional update of
its row decides between two who try, and from then on no link and no cookie opens it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kagimori.console.accounts import flows as accounts
from kagimori.console.accounts import queries
from kagimori.console.doctor import ledger, vault
from kagimori.console.doctor.models import Case, CaseEvent, CaseHolder, CaseLink
from kagimori.console.timeline.flows import append
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.doctor.queries import Held
    from kagimori.core.doctor.case import Event
    from kagimori.core.doctor.guides import Os
    from kagimori.core.people.standing import Actor
    from kagimori.core.text import Lang


class AlreadyTaken(Refused):
    """The case belongs to a team by now, or somebody else took it over first."""

    code = "doctor.already_taken"


class NoWayIn(Refused):
    """There is no such colleague with a role on the account by which they could get in."""

    code = "doctor.no_way_in"
    status = 404


@transaction.atomic
def open_for(account: InstagramAccount, opening: Event, *, by: Actor, lang: Lang, os: Os) -> Case:
    """Return a new case of this account, worked on by whoever opens it."""
    life = load_policy()["case.life"].span
    case = Case.objects.create(
        created_at=opening.at, expires_at=opening.at + life, lang=lang, os=os, account=account, worked_by=by.id
    )
    CaseEvent.objects.create(case=case, position=0, at=opening.at, line=opening.to_json())
    accounts.count_open_cases(account, 1)
    tell(case, "doctor.case_opened", by, opening.at)
    return case


@transaction.atomic
def take_over(case: Case, by: Actor, now: datetime) -> None:
    """Make `by` the one who works on it.  Raises AlreadyTaken where it is over, or where another did so first."""
    before = case.worked_by
    if not Case.objects.filter(pk=case.pk, worked_by=before, closed_at=None).update(worked_by=by.id):
        raise AlreadyTaken
    tell(case, "doctor.case_taken_over", by, now, whom=before)


@transaction.atomic
def hand_over(case: Case, to: str, by: Actor, now: datetime) -> None:
    """Let a colleague, by opaque id, work on it from now on (PPL-10).

    Raises NoWayIn where the colleague holds no role by which they could get in, AlreadyTaken where the case is over or
    another took it meanwhile.
    """
    account, before = case.account, case.worked_by
    if account is None or not to or to not in {one.user for one in queries.co_admins_of(account, now)}:
        raise NoWayIn
    if not Case.objects.filter(pk=case.pk, worked_by=before, closed_at=None).update(worked_by=to):
        raise AlreadyTaken
    tell(case, "doctor.case_handed_over", by, now, whom=to)


@transaction.atomic
def take_in(held: Held, account: InstagramAccount, by: Actor, now: datetime) -> None:
    """Make an anonymous case one of this account, with its tries counted there.  Raises AlreadyTaken."""
    life = load_policy()["case.life"].span
    free = Case.objects.filter(pk=held.row.pk, account=None)
    if not free.update(account=account, worked_by=by.id, expires_at=held.row.created_at + life):
        raise AlreadyTaken
    CaseHolder.objects.filter(case=held.row).delete()
    CaseLink.objects.filter(case=held.row).delete()
    for event, kind, outcome in ledger.tries_in(held.case):
        accounts.record_try(account, by, event.at, kind=kind, outcome=outcome, case=str(held.row.pk))
    if held.row.closed_at is None:
        accounts.count_open_cases(account, 1)
    held.row.account = account
    tell(held.row, "doctor.case_taken_in", by, now)


def note(case: Case, event: Event, by: Actor) -> None:
    """Tell account and team of an event, in its transaction: a try, or the end of the case."""
    if case.account is None:
        return
    vault.note(case, event, by)
    ledger.note(case, event, by)
    if event.kind == "closed":
        accounts.count_open_cases(case.account, -1)
        tell(case, "doctor.case_closed", by, event.at, outcome=event.value)


def tell(case: Case, kind: str, by: Actor, at: datetime, *, whom: str = "", **payload: Any) -> None:
    """Add an entry about the case to its team's timeline, under the account."""
    account = case.account
    if account is not None:
        subject = f"account:{account.pk}"
        append(kind, at=at, by=by, team=str(account.team_id), subject=subject, whom=whom, case=str(case.pk), **payload)
