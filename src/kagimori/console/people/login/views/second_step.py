"""Setting up one's own second step: by an authenticator app or by a passkey.

Somebody without one is led here from every page of a team.  The app's key waits sealed in the session until its first
code has shown that the app has it.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import fresh
from kagimori.console.people.login import flows, proof, queries, sealed, sessions
from kagimori.console.people.login.asking import passkeys_work, then, user_of
from kagimori.console.people.login.forms import AppForm, PasskeyForm
from kagimori.console.people.login.refusals import AppThere
from kagimori.gateways import qr

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

WAITING = "second_step_key"
SIGNS_IN_A_GROUP = 4


@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Show the two ways; somebody who has one and has kept the codes is led on."""
    user, onward = user_of(request), then(request, reverse("me"))
    papers = queries.papers(user)
    if proof.has_second_step(user):
        return redirect(onward if papers and papers.kept else _codes_page(onward))
    return render(
        request, "login/second_step.html", {"next": onward, "passkeys_work": passkeys_work(request), "first": True}
    )


@fresh
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def app(request: HttpRequest) -> HttpResponse:
    """Show the QR code and the key, or turn the app on by its first code."""
    user, onward = user_of(request), then(request, reverse("me"))
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        return redirect(onward)
    secret = _waiting_key(request)
    form = AppForm(request.POST or None, user=user, secret=secret)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        address = get_adapter().build_totp_url(user, secret)
        shown = {"form": form, "next": onward, "code": qr.drawing(address), "key": _in_groups(secret)}
        return render(request, "login/app.html", {**shown, "address": address}, status=status)
    first = not proof.has_second_step(user)
    try:
        flows.add_app(user, secret, step=form.step, now=timezone.now(), by=actor_of(request))
    except AppThere:
        return redirect(onward)
    request.session.pop(WAITING, None)
    return _on(request, onward, first=first)


@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Show how a passkey is made, or add the one that the browser has made."""
    user, onward = user_of(request), then(request, reverse("me"))
    form = PasskeyForm(request.POST or None, user=user)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        options = json.dumps(webauthn.begin_registration(user, passwordless=True), default=dict)
        shown = {"form": form, "next": onward, "options": options, "passkeys_work": passkeys_work(request)}
        return render(request, "login/passkey.html", shown, status=status)
    first = not proof.has_second_step(user)
    cleaned = form.cleaned_data
    flows.add_passkey(user, cleaned["credential"], name=cleaned["name"], now=timezone.now(), by=actor_of(request))
    return _on(request, onward, first=first)


def _on(request: HttpRequest, onward: str, *, first: bool) -> HttpResponse:
    """Lead on from a new second step: by way of the recovery codes, until they lie on paper."""
    user = user_of(request)
    if first:
        # Those were begun without a second step.
        sessions.end_others(user, request.session.session_key)
        request.session.cycle_key()
        sessions.follow(request)
    papers = queries.papers(user)
    return redirect(onward if papers and papers.kept else _codes_page(onward))


def _codes_page(onward: str) -> str:
    return f"{reverse('recovery_codes')}?{urlencode({'next': onward})}"


def _waiting_key(request: HttpRequest) -> str:
    """Return the key that waits for its first code; the same until then, so that a reload changes nothing."""
    user, stored = user_of(request), request.session.get(WAITING)
    if stored:
        try:
            return sealed.unseal(stored, user)
        except sealed.SealBroken:
            pass  # the login of somebody else was here before
    secret = str(generate_totp_secret())
    request.session[WAITING] = sealed.seal(secret, user)
    return secret


def _in_groups(secret: str) -> str:
    return " ".join(secret[i : i + SIGNS_IN_A_GROUP] for i in range(0, len(secret), SIGNS_IN_A_GROUP))
