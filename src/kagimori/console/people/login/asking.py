"""Who asks, from where, and whether their browser can use passkeys here."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kagimori.console.people.models import User


def user_of(request: HttpRequest) -> User:
    """Return the user who is logged in; only behind a login."""
    return cast("User", request.user)


def passkeys_work(request: HttpRequest) -> bool:
    """Return whether browsers offer passkeys at this address: over HTTPS, or under the name localhost.

    An address in numbers has no passkeys at all.  Source: Web Authentication level 3, section 5.1.2 (2025).
    """
    host = request.get_host().rpartition(":")[0] or request.get_host()
    name = request.get_host().partition(":")[0]
    in_numbers = host.startswith("[") or name.replace(".", "").isdigit()
    return name == "localhost" or (request.is_secure() and not in_numbers)


def then(request: HttpRequest, otherwise: str) -> str:
    """Return where the person wanted to go, if that is a page of ours, else `otherwise`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    fine = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if fine else otherwise
