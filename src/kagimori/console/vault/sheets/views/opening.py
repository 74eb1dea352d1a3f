"""What the views of this part share: the account of the address, one of its rows, a button's deed with its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from kagimori.console.doors.decorators import standing_of
from kagimori.console.vault.models import BackupCode, SheetPlace
from kagimori.console.vault.opening import METHODS, done, found

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse


__all__ = ["METHODS", "case_of", "code_of", "done", "found", "place_of", "to", "wrong"]


def code_of(request: HttpRequest, account: UUID, code: UUID) -> BackupCode:
    """Return one code of the account; raises Http404."""
    mine = BackupCode.objects.filter(pk=code, account=found(request, account))
    row = mine.select_related("sheet", "account__team").first()
    if row is None:
        raise Http404
    return row


def place_of(request: HttpRequest, account: UUID, kept: UUID) -> SheetPlace:
    """Return one place of the account's living sheet; raises Http404."""
    living = SheetPlace.objects.filter(pk=kept, account=found(request, account), gone_at=None, sheet__retired_at=None)
    row = living.select_related("sheet", "account").first()
    if row is None:
        raise Http404
    return row


def case_of(asked: str) -> str:
    """Return the id of the case from which somebody came; empty for what is no id."""
    try:
        return str(UUID(asked))
    except ValueError:
        return ""


def to(request: HttpRequest, account: UUID, page: str = "codes", **further: UUID) -> HttpResponse:
    """Return the way to a page of the account's codes."""
    there: dict[str, Any] = {"team": standing_of(request).key, "account": account, **further}
    return redirect(reverse(f"vault:{page}", kwargs=there))


def wrong(request: HttpRequest, form: Form) -> None:
    """Leave a message of what was wrong with a form, with the names of its fields."""
    for name, texts in form.errors.items():
        label = f"{form[name].label}: " if name in form.fields else ""
        messages.error(request, label + " ".join(map(str, texts)))
