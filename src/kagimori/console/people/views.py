"""Becoming the first owner, and choosing a language."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from kagimori.console.people import first_owner, flows
from kagimori.console.people.forms import FirstOwnerForm
from kagimori.console.people.login import entrance
from kagimori.console.people.models import User
from kagimori.core.errors import Refused

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def become_owner(request: HttpRequest, token: str) -> HttpResponse:
    """Show the form, which changes nothing, or make the owner and log them in."""
    now = timezone.now()
    form = FirstOwnerForm(request.POST or None)
    if not flows.link_works(token, now):
        return _private(render(request, "people/link_void.html", status=HTTPStatus.GONE))
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return _private(render(request, "people/first_owner.html", {"form": form}, status=status))
    try:
        owner = flows.become_owner(token, **form.cleaned_data, language=get_language() or "", now=now)
    except Refused:
        return _private(render(request, "people/link_void.html", status=HTTPStatus.GONE))
    first_owner.forget()
    return _private(entrance.enter(request, owner))


@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Set the language by a cookie, and for a logged-in person for good."""
    answer = set_language(request)
    wish = request.POST.get("language", "")
    # Django has refused an unknown language by leaving its cookie unset.
    if isinstance(request.user, User) and answer.cookies:
        flows.wish_language(request.user, wish)
    return answer


def _private(answer: HttpResponse) -> HttpResponse:
    """Return the answer, told to the browser as one whose address is passed on to nobody, not even to ourselves.

    Our own name alone still is: without any, browsers would call the sender of the page's forms unknown.
    """
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer
