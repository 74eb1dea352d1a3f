"""The start page, the team's desk and its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kagimori.console.desk.queries import memberships_of
from kagimori.console.doors.decorators import open_to, signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Lead strangers to the doctor, and everybody else to their team; to a choice where there are several."""
    return _teams(request) if request.user.is_authenticated else redirect("doctor:start")


@signed_in
def _teams(request: HttpRequest) -> HttpResponse:
    mine = memberships_of(request.user.pk or 0, timezone.localdate())
    if not mine and cast("Any", request.user).is_owner:
        return redirect("people:team_new")
    if len(mine) == 1:
        return redirect("desk:team", team=mine[0].team.key)
    return render(request, "desk/teams.html", {"memberships": mine})


@require_safe
@open_to("team.see")
def team(request: HttpRequest) -> HttpResponse:
    """Show what needs doing today."""
    return render(request, "desk/team.html", {})


@require_safe
@open_to("team.see")
def menu(request: HttpRequest) -> HttpResponse:
    """Show every way, for who has a small screen."""
    return render(request, "desk/menu.html")
