"""Who may use the doctor: anybody while the console is open for it, else those who are logged in.

Refusals that a person can answer (too often, answered already, over) become a page with a sentence here, in one place.
"""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language

from kagimori.core.errors import KagimoriError, Refused, Unreachable
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from kagimori.core.text import Lang

    View = Callable[..., HttpResponseBase]


STATUSES = {
    "doctor.too_often": HTTPStatus.TOO_MANY_REQUESTS,
    "doctor.link_dead": HTTPStatus.GONE,
    "gateway.unreachable": HTTPStatus.SERVICE_UNAVAILABLE,
}


def may_use(request: HttpRequest) -> bool:
    """Return whether this person may use the doctor."""
    # Asked in this order so that an open doctor never opens a session.
    return bool(settings.OPEN_DOCTOR or request.user.is_authenticated)


def may_see_figures(request: HttpRequest) -> bool:
    """Return whether this person may see what came of all cases: who is at this machine, or an owner of it.

    Everybody else sees the figures of their own team (`views.team.stats`).
    """
    return bool(settings.ALONE or getattr(request.user, "is_owner", False))


def for_users(view: View) -> View:
    """Return the view behind the gate; others get a page that says how it is opened."""
    return _behind(may_use, "doctor/closed.html", telling(view))


def for_members(view: View) -> View:
    """Return the view, shown only to those who may see the figures of all cases."""
    return _behind(may_see_figures, "doctor/members_only.html", for_users(view))


def language() -> Lang:
    """Return the language in which this request is answered."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def notice(request: HttpRequest, error: KagimoriError) -> HttpResponse:
    """Return the page that says what happened and what to do next."""
    status = STATUSES.get(error.code, HTTPStatus.CONFLICT)
    return render(request, "doctor/refused.html", {"sentence": explain(error, language())}, status=status)


def telling(view: View) -> View:
    """Return the view, with refusals turned into a page that says what to do."""

    @wraps(view)
    def told(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (Refused, Unreachable) as error:
            return notice(request, error)

    return told


def _behind(allowed: Callable[[HttpRequest], bool], template: str, view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not allowed(request):
            return render(request, template, status=403)
        return view(request, *args, **kwargs)

    return guarded
