"""The pages of a setting-up: the apps, the one QR code, their codes, the code for Instagram, the end."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.people import words
from kagimori.console.vault.authenticators import flows, queries
from kagimori.console.vault.authenticators.forms import AppForm, FinishForm
from kagimori.console.vault.authenticators.pages.setup import setup_page
from kagimori.console.vault.authenticators.views import letting_out
from kagimori.console.vault.authenticators.views.opening import METHODS, done, found, pending, to
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.vault.models import Authenticator


@require_safe
@open_to("authenticator.manage")
def setup(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show how far the setting-up has come; without one, the way to begin."""
    auth = queries.pending(found(request, account))
    return to(request, account, "authenticator_new") if auth is None else _page(request, auth)


@require_POST
@open_to("authenticator.manage")
def qr(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show the QR code and the key to whoever read them in."""
    auth = pending(request, account)
    return letting_out.qr_page(request, auth, _shown(request, auth)) or to(request, account, "authenticator_setup")


@require_POST
@open_to("authenticator.manage")
def code(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show the code that Instagram asks for at the end."""
    auth = pending(request, account)
    return letting_out.code_page(request, auth, _shown(request, auth)) or to(request, account, "authenticator_setup")


@require_POST
@open_to("authenticator.manage")
def add_app(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note an app for the key that is being set up, or else for the one in use."""
    standing, row = standing_of(request), found(request, account)
    waiting = queries.pending(row)
    auth = waiting or queries.living(row)
    form = AppForm(request.POST, team=standing.team)
    if auth is not None and form.is_valid():
        wish = form.cleaned_data
        done(
            request,
            lambda: flows.note_app(
                auth, wish["app"], wish["device"], wish["person"], by=standing.actor, now=timezone.now()
            ),
        )
    else:
        wrong = [f"{form[name].label}: {' '.join(map(str, texts))}" for name, texts in form.errors.items()]
        messages.error(request, " ".join(wrong) or _("No key is kept for this account yet."))
    return to(request, account, "authenticator_setup" if waiting else "authenticator")


@require_POST
@open_to("authenticator.manage")
@sensitive_post_parameters()
def codes(request: HttpRequest, account: UUID) -> HttpResponse:
    """Check the codes that were typed, each against its app."""
    auth = pending(request, account)
    wrong = {}
    for app in queries.apps_of(auth):
        typed = request.POST.get(f"code-{app.pk}", "").strip()[:64]
        if typed:
            wrong[str(app.pk)] = _check(request, app.pk, typed)
    refused = {app: said for app, said in wrong.items() if said}
    if not wrong:
        messages.error(request, _("Type the code that an app shows."))
    elif not refused:
        messages.success(request, _("The codes are right: these apps hold the same key."))
    if not refused:
        return to(request, account, "authenticator_setup")
    return _page(request, auth, refused)


@sensitive_variables()
def _check(request: HttpRequest, app: UUID, typed: str) -> str:
    """Return why the code was refused, or an empty text."""
    try:
        flows.prove(app, typed, by=standing_of(request).actor, now=timezone.now())
    except KagimoriError as error:
        return words.fault(error)
    return ""


@require_POST
@open_to("authenticator.manage")
def finish(request: HttpRequest, account: UUID) -> HttpResponse:
    """Make the key the account's own."""
    standing, auth, now = standing_of(request), pending(request, account), timezone.now()
    form = FinishForm(request.POST)
    wish = form.cleaned_data if form.is_valid() else {}
    accepted = bool(wish.get("accepted"))
    said = _("The authenticator is set up.")
    if not done(request, lambda: flows.finish(auth, by=standing.actor, now=now, accepted=accepted), said):
        return to(request, account, "authenticator_setup")
    if wish.get("picture_gone") and auth.had_picture and auth.picture_gone_at is None:
        done(request, lambda: flows.picture_is_gone(auth, by=standing.actor, now=now))
    return to(request, account)


@require_http_methods(METHODS)
@open_to("authenticator.manage")
def cancel(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask whether the setting-up is to be given up, and give it up."""
    standing, auth = standing_of(request), pending(request, account)
    if request.method == "POST":
        said = _("The set-up is cancelled. Nothing of the key is kept.")
        done(request, lambda: flows.cancel(auth, by=standing.actor, now=timezone.now()), said)
        return to(request, account)
    ask = Confirm(
        title=_("Cancel the set-up"),
        sentence=_("The key that was read in is forgotten. You can scan the QR code again at any time."),
        word=_("Cancel the set-up"),
        back=reverse("vault:authenticator_setup", args=[standing.key, account]),
        points=(
            _("If Instagram has taken a code of it already, go on instead: otherwise its codes are missing here."),
        ),
        danger=True,
    )
    return render(request, "look/confirm.html", {"ask": ask})


def _shown(request: HttpRequest, auth: Authenticator, wrong: dict[str, str] | None = None) -> dict[str, Any]:
    standing = standing_of(request)
    return {
        "page": setup_page(standing, auth, timezone.now(), wrong),
        "app_form": AppForm(team=standing.team, me=standing.user, auto_id="app_%s"),
        "finish_form": FinishForm(auto_id="finish_%s"),
    }


def _page(request: HttpRequest, auth: Authenticator, wrong: dict[str, str] | None = None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "vault/authenticators/setup.html", _shown(request, auth, wrong), status=status)
