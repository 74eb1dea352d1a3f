"""What the views of this part share: the account of the address, its key being set up, and a button's way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from kagimori.console.accounts import queries as accounts
from kagimori.console.doors.decorators import standing_of
from kagimori.console.people import words
from kagimori.console.vault.authenticators import queries
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import App, Authenticator

METHODS = ["GET", "HEAD", "POST"]


def found(request: HttpRequest, account: UUID) -> InstagramAccount:
    """Return the living account that this member sees; raises Http404."""
    row = accounts.account(standing_of(request), str(account))
    if row is None:
        raise Http404
    return row


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


def done(request: HttpRequest, deed: Callable[[], object], said: str = "") -> bool:
    """Do the deed of a button, and leave a message of what happened; return whether it was done."""
    try:
        deed()
    except KagimoriError as error:
        messages.error(request, words.fault(error))
        return False
    if said:
        messages.success(request, said)
    return True
