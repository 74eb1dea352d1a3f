"""Judging a typed code against the keys that the team keeps, as evidence in a case (DOC-09, DOC-16).

The code is never kept: it lives for one request.  That somebody had keys looked at is written into the timeline before
the first of them is opened.  Looked at are the account's own keys, those retired too, and the living keys of the team's
other accounts, as far as this member may see their codes anyway.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kagimori.console.accounts.flows.telling import tell
from kagimori.console.doctor import flows
from kagimori.console.doctor.vault import JUDGED
from kagimori.console.vault.authenticators import flows as authenticators
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.authenticators.rules import rules
from kagimori.console.vault.models import Authenticator, CodeShown
from kagimori.core.doctor.case import Event
from kagimori.core.errors import KagimoriError
from kagimori.core.otp.judge import Question, judge
from kagimori.core.otp.search import Entry, TypedCode
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.doctor.queries import Held
    from kagimori.core.otp.judge import Verdict
    from kagimori.core.people.standing import Standing

RIGHT = "authenticator.use"
LONGEST_TYPED = 64
# A code is accepted for minutes; who saw it days ago has nothing to do with it.
LATELY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Looked:
    """The keys that are looked at: the account's own, first the living one, and those of other accounts."""

    own: tuple[Authenticator, ...]
    others: tuple[Authenticator, ...]

    @property
    def retired(self) -> int:
        """Return how many of the account's keys are retired."""
        return sum(row.stage == "retired" for row in self.own)


def keys_for(account: InstagramAccount, standing: Standing) -> Looked:
    """Return the keys by which this member may have a code judged; two queries, and none is opened."""
    rows = Authenticator.objects.exclude(stage="pending").exclude(retired_why="cancelled").select_related("account")
    own = rows.filter(account=account).order_by("stage", "-added_at")
    others = rows.filter(stage="living", account__team_id=standing.team, account__archived_at=None)
    if standing.seen_accounts is not None:
        others = others.filter(account__pk__in=standing.seen_accounts)
    most = load_policy()["otp.entries"].count
    seen = [row for row in others.exclude(account=account)[:most] if standing.may(RIGHT, str(row.account_id))]
    return Looked(tuple(own), tuple(seen))


def judge_typed(
    account: InstagramAccount, standing: Standing, typed: Sequence[str], now: datetime, *, case: str
) -> Verdict:
    """Return the verdict on the newest of the codes, oldest first, one period apart; written down before it is made."""
    looked = keys_for(account, standing)
    with transaction.atomic():
        tell(
            account,
            "vault.looked_at",
            standing.actor,
            now,
            case=case,
            own=len(looked.own),
            others=len(looked.others),
        )
    entries = tuple(
        Entry(str(row.account_id), queries.seed_of(row), retired=row.stage == "retired")
        for row in (*looked.own, *looked.others)
    )
    period = looked.own[0].period_s if looked.own else 30
    codes = tuple(
        TypedCode(text, now.timestamp() - ago * period)
        for ago, text in zip(reversed(range(len(typed))), typed, strict=True)
    )
    return judge(Question(entries, str(account.pk), codes, _used(account, standing, now)), rules())


def _used(account: InstagramAccount, standing: Standing, now: datetime) -> frozenset[tuple[str, int]]:
    """Return the steps whose codes somebody else saw here a short while ago: Instagram takes each once."""
    shown = CodeShown.objects.filter(authenticator__account=account, at__gte=now - LATELY, at__lte=now)
    steps = shown.exclude(user=standing.user).values_list("step", flat=True)
    return frozenset((str(account.pk), step) for step in steps)


def keep(held: Held, verdict: Verdict, position: int, now: datetime) -> None:
    """Write the verdict into the case as the answer to the question, with its source; it can be undone there.

    Raises AlreadyAnswered, CaseOver or CaseFull.
    """
    more: dict[str, object] = {"source": "kagimori"}
    if verdict.verdict == "drift" and verdict.offset_seconds is not None:
        more["seconds"] = round(sum(verdict.offset_seconds) / 2)
    if verdict.verdict == "other_account":
        more["other"] = str(verdict.account)
    flows.add(held.row, position, Event(now, "answered", JUDGED, verdict.verdict, more=more), by=held.by)


def note_app(app: UUID, typed: str, verdict: Verdict, standing: Standing, now: datetime) -> None:
    """Note by how much the clock of the app that the person named is off; a refusal there changes nothing here."""
    if verdict.verdict in ("ok", "drift"):
        with suppress(KagimoriError):
            authenticators.prove(app, typed, by=standing.actor, now=now)
