"""The start page, the team's desk, its menu and its search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kagimori.console.accounts.standing import standing_by
from kagimori.console.desk.finding import find
from kagimori.console.desk.first_run import first_run
from kagimori.console.desk.queries import memberships_of
from kagimori.console.desk.today import todos
from kagimori.console.doors.decorators import open_to, signed_in, standing_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from kagimori.console.desk.today.todo import Todo
    from kagimori.console.people.models import Membership, Team

# So many lines are read before the first coffee; the rest is folded away.
LINES = 3
TEAMS = 6


@dataclass(frozen=True, slots=True)
class Glance:
    """One of several teams, with its most urgent lines."""

    team: Team
    todos: tuple[Todo, ...]


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
    return render(request, "desk/teams.html", {"teams": [_glance(one, place) for place, one in enumerate(mine)]})


def _glance(membership: Membership, place: int) -> Glance:
    """Return the team with what is most urgent there; from some number on, whoever is in so many looks inside."""
    if place >= TEAMS:
        return Glance(membership.team, ())
    found = todos(standing_by(membership, proven=True, place="web"), timezone.now(), is_owner=False)
    return Glance(membership.team, tuple(found[:LINES]))


@require_safe
@open_to("team.see")
def team(request: HttpRequest) -> HttpResponse:
    """Show what needs doing today, and while the team is new, what to set up."""
    standing = standing_of(request)
    found = todos(standing, timezone.now(), is_owner=cast("Any", request.user).is_owner)
    page = {"first": found[:LINES], "rest": found[LINES:], "first_run": first_run(standing)}
    return render(request, "desk/team.html", page)


@require_safe
@open_to("team.see")
def menu(request: HttpRequest) -> HttpResponse:
    """Show every way, for who has a small screen."""
    return render(request, "desk/menu.html")


@require_safe
@open_to("team.see")
def finding(request: HttpRequest) -> HttpResponse:
    """Show the accounts and people that fit the words; for htmx, the list alone."""
    found = find(standing_of(request), request.GET.get("q", ""))
    template = "desk/_found.html" if cast("Any", request).htmx else "desk/find.html"
    return render(request, template, {"found": found, "team": standing_of(request).key})
