"""Asks again who somebody is, before a dangerous deed, without keeping what they had sent.

The library would store the whole request in the session and repeat it afterwards; a request may hold secrets, so
ours sends the person to prove who they are and then back to the page, where they send it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.shortcuts import redirect, resolve_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase


class AsksAgain:
    """The middleware; it stands behind the library's own, so that it hears of it first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponseBase | None:
        """Lead to the first way in which this person can prove who they are; None for every other problem."""
        if not isinstance(problem, ReauthenticationRequired):
            return None
        ways = get_adapter().get_reauthentication_methods(request.user)
        way = ways[0]["url"] if ways else resolve_url(settings.LOGIN_URL)
        return redirect(f"{way}?{urlencode({'next': _back(request)})}")


def _back(request: HttpRequest) -> str:
    """Return the page to come back to: this one, or for a sent form the one that it stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("referer", ""))
    same = came_from.netloc == request.get_host()
    return came_from.path if same and came_from.path.startswith("/") else request.path
