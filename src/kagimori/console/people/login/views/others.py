"""Logging in through others: going there, coming back, tying and untying.

A form that redirects elsewhere is stopped by our own content security policy; so the way there is a page with a link
that browsers follow by themselves.
"""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import fresh, signed_in
from kagimori.console.people.login import others
from kagimori.console.people.login.asking import then, user_of
from kagimori.core.errors import KagimoriError
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[[HttpRequest], HttpResponse]

LOG_IN, TIE = "log in", "tie"


def _where_chosen(view: View) -> View:
    """Return the view, which is not there unless the settings name somebody; what fails becomes a page."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if not settings.LOGIN_OTHERS:
            raise Http404
        try:
            return view(request)
        except KagimoriError as problem:
            shown = {"words": explain(problem, "en" if get_language() == "en" else "ja")}
            return render(request, "login/others_refused.html", shown, status=HTTPStatus.UNAUTHORIZED)

    return answer


@require_POST
@_where_chosen
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the other login."""
    return _there(request, others.way_there(request, _back(request), deed=LOG_IN, next=then(request, "")))


@fresh
@signed_in
@require_POST
@_where_chosen
def tie(request: HttpRequest) -> HttpResponse:
    """Lead to the other login, to tie it to this one."""
    return _there(request, others.way_there(request, _back(request), deed=TIE, user=user_of(request).pk))


@fresh
@signed_in
@require_POST
@_where_chosen
def untie(request: HttpRequest) -> HttpResponse:
    """Take the tie away."""
    others.untie(user_of(request), now=timezone.now(), by=actor_of(request))
    messages.success(request, _("Removed."))
    return redirect("me")


@require_safe
@_where_chosen
def come_back(request: HttpRequest) -> HttpResponse:
    """Let in whoever comes back, or tie them to the person who is logged in."""
    now = timezone.now()
    identity, kept = others.answer(request, _back(request), now)
    if kept["deed"] == TIE:
        if request.user.pk != kept["user"]:
            raise Http404
        others.tie(user_of(request), identity, now=now, by=actor_of(request))
        messages.success(request, _("The two logins are tied together."))
        return redirect("me")
    user = others.user_of(identity, now)
    record_authentication(request, user, method="socialaccount", provider=settings.LOGIN_OTHERS["issuer"])
    return cast("HttpResponse", perform_login(request, Login(user=user, redirect_url=kept["next"] or None)))


def _back(request: HttpRequest) -> str:
    base: str = settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/")
    return base + reverse("others_back")


def _there(request: HttpRequest, address: str) -> HttpResponse:
    return render(request, "login/others_there.html", {"address": address, "name": settings.LOGIN_OTHERS["name"]})
