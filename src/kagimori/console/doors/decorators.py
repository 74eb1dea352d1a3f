"""The decorators that every view of a team or an installation wears.

A decorated view carries `door`, the right that it asks for, so that a test can walk all addresses and find one that
asks for nothing.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from kagimori.core.people.standing import Standing

    View = Callable[..., HttpResponseBase]


def open_to(right: str) -> Callable[[View], View]:
    """Return the decorator that opens a team's view to those who hold `right`.

    A right over an account is judged on the account in the address (`<uuid:account>`), where there is one.  The
    address's team is taken out of the view's arguments: the view reads `standing_of(request)`.
    """

    def decorate(view: View) -> View:
        def judged(request: HttpRequest, *args: object, **kwargs: Any) -> HttpResponseBase:
            kwargs.pop("team")
            standing = getattr(request, "standing", None)
            if standing is None:
                raise Http404
            account = kwargs.get("account")
            if not standing.may(right, None if account is None else str(account)):
                return render(request, "doors/not_allowed.html", {"right": right}, status=403)
            # Who hears of it is not known here: rights that nobody uses are found by this mark.
            request.used = (standing, right, "" if account is None else str(account))  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return _marked(_behind_login(wraps(view)(judged)), right)

    return decorate


def signed_in(view: View) -> View:
    """Return the view behind a login whose second step is proven."""
    return _marked(_behind_login(view), "signed_in")


def installation_owner(view: View) -> View:
    """Return the view, shown only to an owner of the installation; others get a 404."""

    @wraps(view)
    def judged(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not cast("Any", request.user).is_owner:
            raise Http404
        return view(request, *args, **kwargs)

    return _marked(_behind_login(judged), "installation_owner")


def fresh(view: View) -> View:
    """Return the view, shown only to somebody who has proven a short while ago who they are."""
    judged: View = reauthentication_required(view)
    return _marked(judged, getattr(view, "door", "fresh"))


def standing_of(request: HttpRequest) -> Standing:
    """Return the user's standing in the team of the address; only behind `open_to`."""
    return cast("Standing", cast("Any", request).standing)


def proven(request: HttpRequest) -> bool:
    """Return whether the user's own two-step verification is on.  One look at the database per request at most."""
    known: bool | None = getattr(request, "proven_second_step", None)
    if known is None:
        known = bool(is_mfa_enabled(cast("Any", request.user)))
        request.proven_second_step = known  # type: ignore[attr-defined]  # our own mark on the request
    return known


def redirect_to_second_step(request: HttpRequest) -> HttpResponse:
    """Return the way to the page where one's own two-step verification is set up, and back from there."""
    return redirect(f"{reverse('second_step')}?{urlencode({'next': request.get_full_path()})}")


def _behind_login(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if not proven(request):
            return redirect_to_second_step(request)
        return view(request, *args, **kwargs)

    return answer


def _marked(view: View, right: str) -> View:
    view.door = right  # type: ignore[attr-defined]  # read by the test that walks all addresses
    return view
