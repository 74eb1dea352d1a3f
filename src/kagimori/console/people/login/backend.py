"""Finds the user for a mail address and a password; addresses are compared without case."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from kagimori.console.people.models import User


class ByMail(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """The library's backend, which spends the same time on unknown addresses, with our one place for addresses."""

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return self._check_password(User.objects.filter(email__iexact=email.strip()).first(), password)
