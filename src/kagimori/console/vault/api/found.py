"""Finding what an address names within one account; whatever else there is does not exist for the token."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kagimori.console.doors.problems import NotHere
from kagimori.console.vault.models import App, Authenticator, BackupCode, CodeSheet, SheetPlace

if TYPE_CHECKING:
    from uuid import UUID

    from kagimori.console.accounts.models import InstagramAccount

Row = TypeVar("Row")


def sheet_of(account: InstagramAccount) -> CodeSheet:
    """Return the living sheet.  Raises NotHere."""
    return _or_not_here(CodeSheet.objects.filter(account=account, retired_at=None).first())


def code_of(account: InstagramAccount, code: UUID) -> BackupCode:
    """Return a code of the account, on whichever sheet.  Raises NotHere."""
    return _or_not_here(BackupCode.objects.filter(pk=code, account=account).first())


def place_of(account: InstagramAccount, place: UUID) -> SheetPlace:
    """Return a place where a living sheet lies.  Raises NotHere."""
    living = SheetPlace.objects.filter(pk=place, account=account, gone_at=None, sheet__retired_at=None)
    return _or_not_here(living.first())


def pending_of(account: InstagramAccount) -> Authenticator:
    """Return the key that is being set up.  Raises NotHere."""
    waiting = Authenticator.objects.filter(account=account, stage="pending")
    return _or_not_here(waiting.select_related("account").first())


def app_of(account: InstagramAccount, app: UUID) -> App:
    """Return an app that holds a key of the account.  Raises NotHere."""
    return _or_not_here(App.objects.filter(pk=app, account=account, removed_at=None).first())


def _or_not_here(row: Row | None) -> Row:
    if row is None:
        raise NotHere
    return row
