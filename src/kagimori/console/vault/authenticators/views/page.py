"""The page of an account's authenticator, with its buttons, and the page for a lost phone."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.people import words
from kagimori.console.vault.authenticators import flows, queries
from kagimori.console.vault.authenticators.forms import AnswerForm, AppForm, RetireForm
from kagimori.console.vault.authenticators.pages.page import authenticator_page, lost_page
from kagimori.console.vault.authenticators.views.opening import METHODS, app_of, done, found, to
from kagimori.console.vault.showing.pages import shares_of
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_safe
@open_to("authenticator.use")
def authenticator(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show the account's key by what is known of it, and the apps that hold it."""
    return _page(request, account)


@require_safe
@open_to("accounts.see")
def lost(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show who else has the codes, and what comes back on a new phone."""
    page = lost_page(standing_of(request), found(request, account))
    return render(request, "vault/authenticators/lost.html", {"page": page})


@require_POST
@open_to("authenticator.use")
@sensitive_post_parameters()
def check(request: HttpRequest, account: UUID, app: UUID) -> HttpResponse:
    """Check the code that an app shows now."""
    row = app_of(request, account, app)
    try:
        flows.prove(row.pk, request.POST.get("code", "")[:64], by=standing_of(request).actor, now=timezone.now())
    except KagimoriError as error:
        return _page(request, account, {str(app): words.fault(error)})
    messages.success(request, _("The code is right."))
    return to(request, account)


@require_POST
@open_to("authenticator.use")
def answer(request: HttpRequest, account: UUID, app: UUID) -> HttpResponse:
    """Note what the holder says of clock and lock."""
    row, form = app_of(request, account, app), AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Answer both questions."))
        return to(request, account)
    said = _("Noted, with your name and today's date.")
    done(request, lambda: flows.answer(row.pk, **form.said(), by=standing_of(request).actor, now=timezone.now()), said)
    return to(request, account)


@require_http_methods(METHODS)
@open_to("authenticator.manage")
def end_app(request: HttpRequest, account: UUID, app: UUID) -> HttpResponse:
    """Ask whether an app is to come off the list, and take it off."""
    standing, row = standing_of(request), app_of(request, account, app)
    page = "authenticator_setup" if row.authenticator.stage == "pending" else "authenticator"
    if request.method == "POST":
        done(request, lambda: flows.end_app(row.pk, by=standing.actor, now=timezone.now()))
        return to(request, account, page)
    ask = Confirm(
        title=_("Take %(device)s off the list") % {"device": row.device},
        sentence=_("Delete the entry in the app as well: until then it goes on showing codes."),
        word=_("Take it off"),
        back=reverse(f"vault:{page}", args=[standing.key, account]),
        points=(_("If somebody else may have the device now, set the authenticator up anew with a new QR code."),),
        danger=True,
    )
    return render(request, "look/confirm.html", {"ask": ask})


@require_POST
@open_to("authenticator.manage")
def picture_gone(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note that the original of the picture is deleted."""
    auth = queries.picture_left(found(request, account))
    if auth is not None:
        said = _("Noted, with your name and today's date.")
        done(request, lambda: flows.picture_is_gone(auth, by=standing_of(request).actor, now=timezone.now()), said)
    return to(request, account)


@require_http_methods(METHODS)
@open_to("authenticator.manage")
@fresh
def retire(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask why the key is not to be used any more, and retire it."""
    standing, row = standing_of(request), found(request, account)
    if queries.living(row) is None:
        raise Http404
    form = RetireForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        why, by = form.cleaned_data["why"], standing.actor
        said = _("The key is retired. Kagimori shows no more codes of it.")
        done(request, lambda: flows.retire(row, why, by=by, now=timezone.now()), said)
        return to(request, account)
    ask = Confirm(
        title=_("Retire the key of %(account)s") % {"account": row},
        sentence=_("Kagimori then shows no codes for this account until a new key is set up."),
        word=_("Retire it"),
        back=reverse("vault:authenticator", args=[standing.key, account]),
        points=(_("Instagram goes on taking its codes until you switch the app off there or set a new one up."),),
        danger=True,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "look/confirm.html", {"ask": ask, "form": form}, status=status)


def _page(request: HttpRequest, account: UUID, wrong: dict[str, str] | None = None) -> HttpResponse:
    standing = standing_of(request)
    row, now = found(request, account), timezone.now()
    page = authenticator_page(standing, row, now, wrong)
    app_form = AppForm(team=standing.team, me=standing.user, auto_id="app_%s")
    shown = {"page": page, "app_form": app_form, "shares": shares_of(row, now)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "vault/authenticators/page.html", shown, status=status)
