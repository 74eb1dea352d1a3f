"""Passwords: changing one's own, asking for a link, and setting a new one by a link."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kagimori.console.doors.asking import actor_of, address_of
from kagimori.console.doors.decorators import fresh
from kagimori.console.people.login import entrance, flows, resets, sessions
from kagimori.console.people.login.asking import user_of
from kagimori.console.people.login.forms import ChangePasswordForm, ForgottenForm, NewPasswordForm
from kagimori.console.people.login.refusals import ResetLinkVoid
from kagimori.console.work import enqueue

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

METHODS = ["GET", "HEAD", "POST"]


@sensitive_post_parameters()
@login_required
@require_http_methods(METHODS)
def change(request: HttpRequest) -> HttpResponse:
    """Change one's own password, which ends one's other sessions."""
    user = user_of(request)
    if not user.has_usable_password():
        return cast("HttpResponse", first(request))
    return _changed(request, ChangePasswordForm(request.POST or None, user=user))


@fresh
def first(request: HttpRequest) -> HttpResponse:
    """Set the first password of somebody who has got in through others so far."""
    return _changed(request, NewPasswordForm(request.POST or None, user=user_of(request)))


def _changed(request: HttpRequest, form: NewPasswordForm) -> HttpResponse:
    user = user_of(request)
    if not form.is_valid():
        return render(request, "login/password.html", {"form": form}, status=_status(form))
    flows.set_password(user, form.cleaned_data["password"], now=timezone.now(), by=actor_of(request))
    sessions.end_others(user, request.session.session_key)
    update_session_auth_hash(request, user)
    sessions.follow(request)
    messages.success(request, _("Your password is changed. Everywhere else you are logged out."))
    return redirect("me")


@require_http_methods(METHODS)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Say how to get a new password; where mail can be sent, send a link, whether or not the address is known."""
    form = ForgottenForm(request.POST or None)
    sent = settings.MAIL_SENT and form.is_valid()
    if sent:
        refused = ratelimit.consume_or_429(
            request, app="allauth.account", action="reset_password", key=form.cleaned_data["email"].lower()
        )
        if refused is not None:
            return cast("HttpResponse", refused)
        # The same for everybody: the job finds out whether there is such a user, and nobody can tell by the time.
        enqueue("people_send_reset_link", resets.who(form.cleaned_data["email"]))
    shown = {"form": form, "sent": sent, "by_mail": settings.MAIL_SENT}
    return render(request, "login/forgotten.html", shown)


@sensitive_post_parameters()
@require_http_methods(METHODS)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form, which changes nothing, or set the password and go on to the second step."""
    now = timezone.now()
    user = resets.owner_of(token, now)
    if user is None:
        return _private(render(request, "login/reset_link_void.html", status=HTTPStatus.GONE))
    form = NewPasswordForm(request.POST or None, user=user)
    if not form.is_valid():
        return _private(render(request, "login/reset.html", {"form": form, "email": user.email}, status=_status(form)))
    try:
        address = address_of(request)
        user = resets.use(token, form.cleaned_data["password"], now=now, address=address)
    except ResetLinkVoid:
        return _private(render(request, "login/reset_link_void.html", status=HTTPStatus.GONE))
    return _private(entrance.enter(request, user))


def _status(form: NewPasswordForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def _private(answer: HttpResponse) -> HttpResponse:
    """Return the answer, told to the browser as one whose address is passed on to nobody."""
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer
