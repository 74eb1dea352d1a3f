"""Which browser is asking: a random cookie of its own, known here only by its keyed hash.

A case belongs to the browsers that hold it.  The cookie names nobody; it is made when somebody first keeps something.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "kagimori_doctor"
TOKEN_BYTES = 24  # 192 bits, above the 128 that a link with a right needs
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def new_token() -> str:
    """Return a fresh token that nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hashed(token: str, purpose: str) -> str:
    """Return the only form in which a token is stored; the same token for another purpose looks different."""
    return salted_hmac(f"doctor.{purpose}", token, algorithm="sha256").hexdigest()


def token_of(request: HttpRequest) -> str | None:
    """Return the browser's own token, or None where it has none or a broken one."""
    token = request.COOKIES.get(COOKIE, "")
    return token if TOKEN.fullmatch(token) else None


def of(request: HttpRequest) -> str:
    """Return the hash of the browser's token; empty where it has none, which no row carries."""
    token = token_of(request)
    return hashed(token, "browser") if token else ""


def remember(response: HttpResponse, token: str) -> HttpResponse:
    """Return `response` with the cookie for as long as a case lives."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(load_policy()["web.life"].span.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path="/doctor/",
    )
    return response
