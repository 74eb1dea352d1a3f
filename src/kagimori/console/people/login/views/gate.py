"""The library's own views of logging in, where they need a word from us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView
from allauth.mfa.webauthn.internal import flows
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings

from kagimori.console.people.login.asking import passkeys_work

if TYPE_CHECKING:
    from django.http import HttpResponse


class LogIn(LoginView):  # type: ignore[misc]  # the library has no types
    """Address and password, or a passkey."""

    template_name = "login/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what this address and this installation allow."""
        shown = cast("dict[str, Any]", super().get_context_data(**kwargs))
        return {**shown, "passkeys_work": passkeys_work(self.request), "others": settings.LOGIN_OTHERS}


class LogInByPasskey(LoginWebAuthnView):  # type: ignore[misc]  # the library has no types
    """A passkey alone; leads on to where the person wanted to go, which the library forgets."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Let the owner of the passkey in."""
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return cast("HttpResponse", flows.perform_passwordless_login(self.request, authenticator, login))
