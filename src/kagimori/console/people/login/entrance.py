"""Letting somebody in who has just proven by a link or a new password who they are; the second step is still asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kagimori.console.people.models import User


def enter(request: HttpRequest, user: User, *, then: str = "") -> HttpResponse:
    """Return where to go: on to `then`, or first to the second step, which is asked for or set up."""
    record_authentication(request, user, method="password", reauthenticated=True)
    return cast("HttpResponse", perform_login(request, Login(user=user, redirect_url=then or None)))
