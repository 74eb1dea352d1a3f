"""What allauth asks of us about logging in: words, where to go next, and when a proof is fresh.

Nobody signs up by themselves; the invitation makes the user.  No mail is sent from here.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kagimori.console.doors.asking import address_of
from kagimori.console.people.login import locked
from kagimori.console.people.login.proof import has_second_step
from kagimori.console.people.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


WAYS = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Type a code from the app"),
    "mfa_reauthenticate:webauthn": _("Use the passkey"),
}


class Entrance(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Our answers."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This login was switched off. Ask an owner of the console."),
        "email_password_mismatch": _("Address and password do not belong together. Check both for capital letters."),
        "incorrect_password": _("That is not your password for Kagimori."),
        "enter_current_password": _("That is not your password for Kagimori."),
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next one in the app."),
        "too_many_login_attempts": _(
            "Too many wrong tries. Nothing is lost: wait five minutes, then try again. A passkey works at once."
        ),
        "rate_limited": _("Too many tries in a short time. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # the library's signature
        """Return False: only an invitation makes a user."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try.  Raises ValidationError where too many were wrong, and lets the owners know once."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            user = User.objects.filter(email__iexact=str(credentials.get("email", "")).strip()).first()
            if user is not None:
                locked.note(user, address=address_of(request), now=timezone.now())
            raise

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Lead on; somebody without a second step is led to setting it up first."""
        answer = cast("HttpResponse", super().post_login(request, user, **kwargs))
        if has_second_step(user):
            return answer
        return redirect(f"{reverse('second_step')}?{urlencode({'next': answer.headers['Location']})}")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return False where somebody proved who they are a short while ago, be it by logging in."""
        records = get_authentication_records(context.request, context.request.user)
        if records and time.time() - records[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Return the ways in which this person can prove who they are, in our words."""
        ways = cast("list[dict[str, Any]]", super().get_reauthentication_methods(user))
        return [way | {"description": WAYS.get(way["id"], way["description"])} for way in ways]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: what a person is told comes through the notices."""
