"""What is read of authenticators: the living key, the one being set up, those retired, and the apps that hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from kagimori.console.vault.models import App, Authenticator
from kagimori.console.vault.sealed import open_key
from kagimori.core.otp.seed import Seed

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.otp.seed import Algorithm
    from kagimori.core.people.standing import Standing


def living(account: InstagramAccount) -> Authenticator | None:
    """Return the key that makes the account's codes today, or None."""
    return _of(account, "living").first()


def pending(account: InstagramAccount) -> Authenticator | None:
    """Return the key that is being set up, or None."""
    return _of(account, "pending").first()


def retired_of(account: InstagramAccount) -> list[Authenticator]:
    """Return the keys that the account had, the newest first; a setting-up that was given up left none."""
    return list(_of(account, "retired").exclude(retired_why="cancelled").order_by("-retired_at"))


def others_of(auth: Authenticator) -> list[Authenticator]:
    """Return the account's other keys, of which an app may still show codes."""
    rows = Authenticator.objects.filter(account=auth.account_id).exclude(pk=auth.pk).exclude(stage="pending")
    return list(rows.select_related("account").exclude(retired_why="cancelled").order_by("-added_at"))


def of_account(account: InstagramAccount, id_: UUID) -> Authenticator | None:
    """Return one of the account's keys, whatever its stage, or None."""
    return Authenticator.objects.filter(account=account, pk=id_).select_related("account").first()


def seed_of(row: Authenticator) -> Seed:
    """Return the key as codes are made from it.  Raises SealBroken."""
    return Seed(
        open_key(row),
        row.digits,
        row.period_s,
        cast("Algorithm", row.algorithm),
        issuer=row.issuer,
        account=row.name,
    )


def apps_of(auth: Authenticator) -> QuerySet[App]:
    """Return the apps noted for a key, oldest first, with their holders at hand."""
    return (
        App.objects.filter(authenticator=auth, removed_at=None)
        .select_related("person__user")
        .order_by("added_at", "pk")
    )


def app(account: InstagramAccount, id_: UUID) -> App | None:
    """Return one app of the account that is not removed, or None."""
    rows = App.objects.filter(account=account, pk=id_, removed_at=None)
    return rows.select_related("authenticator", "person", "account").first()


def elsewhere(standing: Standing, auth: Authenticator) -> list[str]:
    """Return the handles of the team's other accounts that hold this very key, as far as the member sees them."""
    rows = Authenticator.objects.filter(mark=auth.mark, account__team_id=standing.team, account__archived_at=None)
    rows = rows.exclude(stage="retired").exclude(account=auth.account_id).exclude(mark="")
    if standing.seen_accounts is not None:
        rows = rows.filter(account__pk__in=standing.seen_accounts)
    return sorted(f"@{handle}" for handle in rows.values_list("account__handle", flat=True))


def picture_left(account: InstagramAccount) -> Authenticator | None:
    """Return the newest key whose original picture nobody has confirmed to be deleted (VLT-07), or None."""
    rows = Authenticator.objects.filter(account=account, had_picture=True, picture_gone_at=None)
    return rows.select_related("account").order_by("-added_at").first()


def _of(account: InstagramAccount, stage: str) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(account=account, stage=stage).select_related("account")
