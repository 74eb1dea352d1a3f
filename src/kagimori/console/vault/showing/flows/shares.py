"""Giving a member the sight of one account's codes for a while, and taking it back (VLT-05)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.db import transaction
from django.utils import timezone

from kagimori.console.accounts.flows.counting import lock
from kagimori.console.accounts.flows.telling import tell
from kagimori.console.people.queries import members
from kagimori.console.vault.models import Share
from kagimori.console.vault.showing.refusals import (
    ShareGone,
    ShareNoMember,
    ShareTimes,
    ShareTooLong,
    ShareUnproven,
)
from kagimori.core.mask import mask
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Actor


@transaction.atomic
def give_share(  # who, what for, from when, until when
    account: InstagramAccount,
    user: str,
    purpose: str,
    span: tuple[datetime, datetime],
    *,
    by: Actor,
    now: datetime,
) -> Share:
    """Let the team's member with this opaque id see the account's codes, and nothing else, within these times.

    Raises ShareTimes, ShareTooLong, ShareNoMember, and ShareUnproven where their own second step is off.
    """
    begins_at, until = max(span[0], now), span[1]
    _check_times(begins_at, until)
    lock(account)
    living = members(account.team_id, timezone.localdate(now)).filter(user__opaque=user, user__is_active=True)
    member = living.select_related("user").first()
    if member is None:
        raise ShareNoMember
    if not is_mfa_enabled(member.user):
        raise ShareUnproven
    share = Share.objects.create(
        account=account,
        user=user,
        purpose=mask(purpose.strip()),
        begins_at=begins_at,
        until=until,
        given_by=by.id,
        given_at=now,
    )
    end = f"{timezone.localtime(until):%Y-%m-%d %H:%M %Z}"
    tell(account, "vault.share_given", by, now, whom=user, why=purpose, share=str(share.pk), until=end)
    return share


def _check_times(begins_at: datetime, until: datetime) -> None:
    longest = load_policy()["authenticator.share_longest"].span
    if until <= begins_at:
        raise ShareTimes
    if until - begins_at > longest:
        raise ShareTooLong(days=longest.days)


@transaction.atomic
def end_share(account: InstagramAccount, share: UUID, *, by: Actor, now: datetime) -> None:
    """End a share before its time.  Raises ShareGone."""
    lock(account)
    row = Share.objects.filter(pk=share, account=account).first()
    if row is None or not Share.objects.filter(pk=share, revoked_at=None, until__gt=now).update(revoked_at=now):
        raise ShareGone
    tell(account, "vault.share_ended", by, now, whom=row.user, share=str(share))


@transaction.atomic
def end_shares_of(account: InstagramAccount, *, by: Actor, now: datetime) -> int:
    """End every share of the account that lives or will; return how many."""
    lock(account)
    open_ = list(Share.objects.filter(account=account, revoked_at=None, until__gt=now))
    for share in open_:
        end_share(account, share.pk, by=by, now=now)
    return len(open_)
