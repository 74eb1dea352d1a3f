"""Pages of tokens: the list, making one, which is shown this once, and taking one back."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.api import INSTALLATION
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.look.parts import State
from kagimori.console.people import words
from kagimori.console.people.login.asking import user_of
from kagimori.console.people.models import Team
from kagimori.console.people.tokens import flows, queries
from kagimori.console.people.tokens.forms import TokenForm
from kagimori.core.errors import KagimoriError
from kagimori.knowledge import load_rights

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.people.models import ApiToken

SHOWN = 200


@require_safe
@open_to("tokens.manage")
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the team's tokens, what each may do, and when it was last used."""
    standing, now = standing_of(request), timezone.now()
    rows = [_row(token, now) for token in queries.of_team(standing.team)[:SHOWN]]
    return render(request, "people/tokens/list.html", {"rows": rows, "key": standing.key})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to("tokens.manage")
@fresh
def new(request: HttpRequest) -> HttpResponse:
    """Ask what the token is for; make it, and show it this once."""
    standing, user = standing_of(request), user_of(request)
    form = TokenForm(request.POST or None, standing=standing, is_owner=user.is_owner)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "people/tokens/new.html", {"form": form, "key": standing.key}, status=status)
    told = form.cleaned_data
    row, secret = flows.make(
        Team.objects.get(pk=standing.team),
        user,
        standing.actor,
        timezone.now(),
        name=told["name"],
        rights=told["rights"],
        life=timedelta(days=told["days"]),
    )
    # Wrapped: a page of errors that lists what a template was given would show no token.
    return render(request, "people/tokens/made.html", {"row": row, "secret": secret, "key": standing.key})


@require_POST
@open_to("tokens.manage")
def revoke(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take a token back."""
    standing = standing_of(request)
    try:
        flows.revoke(standing.team, token, standing.actor, timezone.now())
        messages.success(request, _("The token is taken back. It works no more."))
    except KagimoriError as error:
        messages.error(request, words.fault(error))
    return redirect("people:tokens", team=standing.key)


def _row(token: ApiToken, now: datetime) -> dict[str, object]:
    living = token.revoked_at is None and token.ends_at > now
    return {"token": token, "living": living, "state": _state(token, now), "rights": [_right(r) for r in token.rights]}


def _state(token: ApiToken, now: datetime) -> State:
    if token.revoked_at is not None:
        return State("unknown", _("taken back"))
    if token.ends_at <= now:
        return State("unknown", _("ended"))
    return State("good", _("works"))


def _right(right: str) -> str:
    if right == INSTALLATION:
        return _("Look after the whole installation: its record and its jobs")
    found = load_rights().rights.get(right)
    return found.words.to(words.lang()) if found else right
