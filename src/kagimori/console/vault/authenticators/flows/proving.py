"""Asking an app for its code: right ones prove that it holds the key, and show how far its clock is off (VLT-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.flows.counting import count_apps
from kagimori.console.vault.authenticators.refusals import (
    AuthenticatorGone,
    ClockAhead,
    ClockOff,
    CodeOfOldKey,
    CodeReplayed,
    CodeWrong,
)
from kagimori.console.vault.authenticators.rules import rules
from kagimori.console.vault.models import App, Authenticator
from kagimori.core.errors import CodeShape
from kagimori.core.otp.judge import Question, judge
from kagimori.core.otp.search import Entry, TypedCode
from kagimori.core.typed import inspect_code

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.core.otp.judge import Verdict
    from kagimori.core.people.standing import Actor

OWN = "own"


def prove(app: UUID, typed: str, *, by: Actor, now: datetime) -> int:
    """Return by how many steps the app's clock is ahead, within the usual window; the app now counts as proven.

    A clock that is further off is noted as well, and the app is not proven by it.  Raises AuthenticatorGone, CodeShape,
    CodeReplayed, CodeOfOldKey, ClockOff, ClockAhead, CodeWrong.
    """
    row = App.objects.filter(pk=app, removed_at=None).select_related("account", "authenticator").first()
    if row is None or row.authenticator.stage == "retired":
        raise AuthenticatorGone
    verdict = _judge(row, typed, now)
    _refuse(verdict, row)
    steps = verdict.offset_steps or 0
    _note(row, steps, by, now, proven=verdict.verdict == "ok")
    if verdict.verdict == "drift":
        raise _clock(verdict)
    return steps


def _judge(row: App, typed: str, now: datetime) -> Verdict:
    auth = row.authenticator
    clean = inspect_code(typed).clean
    if len(clean) != auth.digits or not (clean.isascii() and clean.isdigit()):
        raise CodeShape(found=len(clean), expected=auth.digits)
    old = [old for old in queries.others_of(auth) if old.sealed]
    entries = (Entry(OWN, queries.seed_of(auth)), *(Entry(OWN, queries.seed_of(one), retired=True) for one in old))
    used = frozenset({(OWN, row.last_step)}) if row.last_step is not None else frozenset()
    return judge(Question(entries, OWN, (TypedCode(clean, now.timestamp()),), used), rules())


def _refuse(verdict: Verdict, row: App) -> None:
    if verdict.verdict == "replayed":
        raise CodeReplayed(seconds=row.authenticator.period_s)
    if verdict.verdict == "retired_seed":
        raise CodeOfOldKey
    if verdict.verdict not in ("ok", "drift"):
        raise CodeWrong


@transaction.atomic
def _note(row: App, steps: int, by: Actor, now: datetime, *, proven: bool) -> None:
    account, auth = lock(row.account), row.authenticator
    step = int(now.timestamp()) // auth.period_s + steps
    found = {"drift_steps": steps, "drift_at": now, "last_step": step}
    first = {"proven_at": Coalesce(F("proven_at"), Value(now))} if proven else {}
    fresh = App.objects.filter(pk=row.pk, removed_at=None).exclude(last_step=step)
    if fresh.update(**found, **first) != 1:
        raise CodeReplayed(seconds=auth.period_s)
    if proven:
        Authenticator.objects.filter(pk=auth.pk, proven_at=None).update(proven_at=now)
        count_apps(account)
    tell(account, "vault.app_proven", by, now, app=row.app, steps=steps)


def _clock(verdict: Verdict) -> ClockOff:
    low, high = verdict.offset_seconds or (0.0, 0.0)
    off = abs(round((low + high) / 2))
    kind = ClockAhead if low + high > 0 else ClockOff
    return kind(minutes=off // 60, seconds=off % 60)
