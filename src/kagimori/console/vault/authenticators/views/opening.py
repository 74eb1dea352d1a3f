"""What the views of this part share: the account of the address, its key being set up, and a button's way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect

from kagimori.console.doors.decorators import standing_of
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.opening import METHODS, done, found

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.vault.models import App, Authenticator

__all__ = ["METHODS", "app_of", "done", "found", "pending", "to"]


def pending(request: HttpRequest, account: UUID) -> Authenticator:
    """Return the account's key that is being set up; raises Http404."""
    row = queries.pending(found(request, account))
    if row is None:
        raise Http404
    return row


def app_of(request: HttpRequest, account: UUID, app: UUID) -> App:
    """Return one app of the account; raises Http404."""
    row = queries.app(found(request, account), app)
    if row is None:
        raise Http404
    return row


def to(request: HttpRequest, account: UUID, page: str = "authenticator") -> HttpResponse:
    """Return the way to a page of the account's vault."""
    return redirect(f"vault:{page}", team=standing_of(request).key, account=account)
