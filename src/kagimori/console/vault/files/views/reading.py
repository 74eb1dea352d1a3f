"""Bringing authenticators over from another app: send files, say whose each entry is, keep them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from kagimori.console.accounts import queries as accounts
from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import words
from kagimori.console.vault.files import flows, reading
from kagimori.console.vault.files.forms import BringForm
from kagimori.console.vault.files.pages.entries import rows
from kagimori.console.vault.files.refusals import FileSealed
from kagimori.core.errors import KagimoriError
from kagimori.core.otp.files.refusals import PasswordWrong

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import KeysDraft

METHODS = ["GET", "HEAD", "POST"]
RIGHT = "authenticator.manage"


@require_http_methods(METHODS)
@open_to(RIGHT)
@sensitive_post_parameters()
def bring(request: HttpRequest, account: UUID | None = None) -> HttpResponse:
    """Ask for the files, and read them."""
    row = _account(request, account)
    if request.method != "POST":
        return _asking(request, BringForm(), row)
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _asking(request, form, row)
    draft = _read(request, form, row)
    if draft is None:
        return _asking(request, form, row)
    return redirect("vault:file_entries", team=standing_of(request).key, entries=draft.pk)


@sensitive_variables()
def _read(request: HttpRequest, form: BringForm, account: InstagramAccount | None) -> KeysDraft | None:
    """Return what was read, waiting; None where the form now says why it was not."""
    standing = standing_of(request)
    files = [(one.name or "", one.read()) for one in form.cleaned_data["sent"]]
    found, refused = reading.read(files, form.secret())
    for error in refused:
        field = "password" if isinstance(error, FileSealed | PasswordWrong) else "sent"
        form.add_error(field, words.fault(error))
    if refused:
        return None
    came_from = str(account.pk) if account else ""
    try:
        return flows.keep_waiting(standing.team, found, came_from, by=standing.actor, now=timezone.now())
    except KagimoriError as error:
        form.add_error("sent", words.fault(error))
        return None


@require_http_methods(METHODS)
@open_to(RIGHT)
@sensitive_post_parameters()
def entries(request: HttpRequest, entries: UUID) -> HttpResponse:
    """Show what was found, and keep what was chosen."""
    standing, now = standing_of(request), timezone.now()
    draft = flows.draft_of(standing, entries, now)
    if draft is None:
        messages.error(request, _("What was read is gone: it waits a quarter of an hour. Send the file again."))
        return redirect("vault:files", team=standing.key)
    if request.method != "POST":
        return _choosing(request, draft, None)
    try:
        kept = flows.keep(draft, _choices(request), by=standing.actor, now=now)
    except KagimoriError as error:
        return _choosing(request, draft, request.POST, words.fault(error))
    return _told(request, kept)


@require_POST
@open_to(RIGHT)
def forget(request: HttpRequest, entries: UUID) -> HttpResponse:
    """Forget what was read."""
    standing = standing_of(request)
    draft = flows.draft_of(standing, entries, timezone.now())
    if draft is not None:
        flows.forget(draft)
    messages.success(request, _("Nothing was kept. Delete the file, if you do not need it."))
    return redirect("vault:files", team=standing.key)


def _account(request: HttpRequest, account: UUID | None) -> InstagramAccount | None:
    if account is None:
        return None
    row = accounts.account(standing_of(request), str(account))
    if row is None:
        raise Http404
    return row


def _mine(request: HttpRequest) -> list[InstagramAccount]:
    """Return the accounts whose authenticator this member may set up."""
    standing = standing_of(request)
    return [row for row in accounts.visible(standing) if standing.may(RIGHT, str(row.pk))]


def _choices(request: HttpRequest) -> dict[int, flows.Choice]:
    """Return what was chosen, by place; an account that is not this member's is no choice."""
    mine = {str(row.pk): row for row in _mine(request)}
    chosen = {}
    for place in range(reading.MOST_ENTRIES):
        account = mine.get(request.POST.get(f"account-{place}", ""))
        if account is not None:
            chosen[place] = flows.Choice(account, f"used-{place}" in request.POST)
    return chosen


def _told(request: HttpRequest, kept: list[flows.Kept]) -> HttpResponse:
    """Return the way on, with what became of each."""
    key = standing_of(request).key
    for one in kept:
        handle = {"handle": one.account.handle}
        if one.living:
            messages.success(request, _("@%(handle)s: kept. Kagimori makes its codes from now on.") % handle)
        else:
            text = _("@%(handle)s: read in, and waits until a code of it is proven.")
            messages.warning(request, text % handle)
    messages.warning(
        request,
        _("Now delete the file and the pictures, also from trash and cloud: whoever has them has the keys."),
    )
    if len(kept) > 1:
        return redirect("vault:overview", team=key)
    page = "authenticator" if kept[0].living else "authenticator_setup"
    return redirect(f"vault:{page}", team=key, account=kept[0].account.pk)


def _asking(request: HttpRequest, form: BringForm, account: InstagramAccount | None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "account": account, "key": standing_of(request).key}
    return render(request, "vault/files/bring.html", shown, status=status)


@sensitive_variables()
def _choosing(request: HttpRequest, draft: KeysDraft, said: Mapping[str, str] | None, wrong: str = "") -> HttpResponse:
    mine = _mine(request)
    found = rows(flows.waiting_in(draft), mine, draft.shown["account"], said)
    shown = {
        "key": standing_of(request).key,
        "draft": draft,
        "shown": draft.shown,
        "instagram": [row for row in found if row.instagram],
        "others": [row for row in found if not row.instagram],
        "accounts": [(str(row.pk), f"@{row.handle}") for row in mine],
        "wrong": wrong,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "vault/files/entries.html", shown, status=status)
