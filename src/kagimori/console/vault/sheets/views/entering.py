"""A new sheet: the codes are pasted or read from a file, looked at, and then kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import words as people
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.sheets.forms import KeepForm, PasteForm
from kagimori.console.vault.sheets.pages.draft import draft_page
from kagimori.console.vault.sheets.views.opening import METHODS, found, to
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_http_methods(METHODS)
@open_to("codes.manage")
@sensitive_post_parameters("text")
def new(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask for the codes, and read them."""
    standing, row = standing_of(request), found(request, account)
    form = PasteForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            draft = flows.read_codes(row, form.whole(), by=standing.actor, now=timezone.now())
            return to(request, account, "sheet_check", pasted=draft.pk)
        except KagimoriError as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", people.fault(error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "account": row, "key": standing.key, "sheet": queries.sheet_of(row)}
    return render(request, "vault/sheets/new.html", shown, status=status)


@require_http_methods(METHODS)
@open_to("codes.manage")
def check(request: HttpRequest, account: UUID, pasted: UUID) -> HttpResponse:
    """Show what was found in what was pasted, without any value, and keep it."""
    standing, row, now = standing_of(request), found(request, account), timezone.now()
    draft = queries.draft_of(row, standing.user, pasted, now)
    if draft is None:
        return _gone(request, account)
    today = timezone.localdate(now)
    form = KeepForm(request.POST if request.method == "POST" else None, today=today, initial={"issued_on": today})
    if form.is_valid():
        try:
            flows.keep_sheet(draft, by=standing.actor, now=now, issued_on=form.cleaned_data["issued_on"])
            messages.success(request, _("The codes are kept."))
            return to(request, account, "sheet_places")
        except KagimoriError as error:
            form.add_error(None, people.fault(error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"page": draft_page(row, draft, now), "form": form, "account": row, "key": standing.key}
    return render(request, "vault/sheets/check.html", shown, status=status)


def _gone(request: HttpRequest, account: UUID) -> HttpResponse:
    """Lead back to the pasting; a POST that finds nothing says why."""
    if request.method != "POST":
        raise Http404
    messages.error(request, _("What was pasted was kept already, or waited too long. Paste it again."))
    return to(request, account, "sheet_new")
