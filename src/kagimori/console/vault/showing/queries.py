"""What is read of shares and of codes that were shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from kagimori.console.people.queries import members
from kagimori.console.vault.models import CodeShown, Share

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import Authenticator
    from kagimori.core.people.standing import Standing


def open_shares(account: InstagramAccount, now: datetime) -> QuerySet[Share]:
    """Return the account's shares that live or will, the first to end first; `uses` counts the codes seen by each."""
    return _counted(Share.objects.filter(account=account, revoked_at=None, until__gt=now)).order_by("until", "pk")


def past_shares(account: InstagramAccount, now: datetime) -> QuerySet[Share]:
    """Return the account's shares that ended or ran out, the newest first; `uses` counts the codes seen by each."""
    rows = Share.objects.filter(account=account).exclude(revoked_at=None, until__gt=now)
    return _counted(rows).order_by("-given_at", "pk")


def mine(standing: Standing, now: datetime) -> list[Share]:
    """Return what is shared with this member in this team, now or soon, with the accounts at hand.

    A share from before they left and came back counts no more.
    """
    since = _member_since(standing, now)
    if since is None or not standing.proven:
        return []
    rows = Share.objects.filter(
        account__team_id=standing.team, account__archived_at=None, user=standing.user, given_at__gte=since
    )
    rows = rows.filter(revoked_at=None, until__gt=now).select_related("account__team")
    return list(rows.order_by("begins_at", "pk"))


def share_for(standing: Standing, account: InstagramAccount, now: datetime) -> Share | None:
    """Return the share by which this member sees the account's codes at this moment, or None."""
    living = [one for one in mine(standing, now) if one.begins_at <= now and one.account_id == account.pk]
    return max(living, key=lambda one: one.until, default=None)


def share(standing: Standing, id_: UUID, now: datetime) -> Share | None:
    """Return one of the member's own shares that lives or will, or None."""
    return next((one for one in mine(standing, now) if one.pk == id_), None)


def others_who_saw(key: Authenticator, step: int, user: str) -> tuple[str, ...]:
    """Return who else, by opaque id, was shown the code of this step."""
    rows = CodeShown.objects.filter(authenticator=key, step=step).exclude(user=user).order_by("at")
    return tuple(dict.fromkeys(rows.values_list("user", flat=True)))


def shown_lately(key: Authenticator, most: int) -> list[CodeShown]:
    """Return the codes of a key that were shown last, the newest first."""
    return list(CodeShown.objects.filter(authenticator=key).order_by("-at", "-step")[:most])


def _member_since(standing: Standing, now: datetime) -> datetime | None:
    today = members(standing.team, timezone.localdate(now))
    return today.filter(user__opaque=standing.user).values_list("since", flat=True).first()


def _counted(rows: QuerySet[Share]) -> QuerySet[Share]:
    seen = CodeShown.objects.filter(share=OuterRef("pk")).order_by().values("share").annotate(seen=Count("pk"))
    return rows.annotate(uses=Coalesce(Subquery(seen.values("seen"), output_field=IntegerField()), 0))
