"""Giving a member the sight of an account's codes, and taking it back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kagimori.console.accounts.views.opening import METHODS, found
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.people import words
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.models import Share
from kagimori.console.vault.showing import flows
from kagimori.console.vault.showing.forms import ShareForm
from kagimori.core.errors import KagimoriError
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount


@require_http_methods(METHODS)
@open_to("authenticator.manage")
@fresh
def new(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask who may see the codes, what for and how long, and let them."""
    row = found(request, account)
    if keys.living(row) is None:
        raise Http404
    form = _form(request)
    if form.is_valid() and _given(request, row, form):
        messages.success(request, _("Shared. The member is told, and finds it under “Shared with me”."))
        return redirect("vault:authenticator", team=standing_of(request).key, account=account)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "account": row, "key": standing_of(request).key}
    return render(request, "vault/showing/share.html", shown, status=status)


@require_POST
@open_to("authenticator.manage")
def end(request: HttpRequest, account: UUID, share: UUID) -> HttpResponse:
    """End a share before its time."""
    row = found(request, account)
    if not Share.objects.filter(pk=share, account=row).exists():
        raise Http404
    try:
        flows.end_share(row, share, by=standing_of(request).actor, now=timezone.now())
        messages.success(request, _("Ended. They see no more codes from now on."))
    except KagimoriError as error:
        messages.error(request, words.fault(error))
    return redirect("vault:authenticator", team=standing_of(request).key, account=account)


def _form(request: HttpRequest) -> ShareForm:
    standing, now = standing_of(request), timezone.now()
    days = load_policy()["authenticator.share_longest"].span.days
    given = request.POST if request.method == "POST" else None
    return ShareForm(given, team=standing.team, me=standing.user, now=now, longest_days=days)


def _given(request: HttpRequest, account: InstagramAccount, form: ShareForm) -> bool:
    """Give the share; return whether it was given, and leave the reason in the form where not."""
    asked, now = form.cleaned_data, timezone.now()
    span = (asked["begins_at"] or now, asked["until"])
    try:
        flows.give_share(account, asked["member"], asked["purpose"], span, by=standing_of(request).actor, now=now)
    except KagimoriError as error:
        form.add_error(None, words.fault(error))
        return False
    return True
