"""Pages of teams: making one, its settings, the list of all teams for the installation's owner."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import fresh, installation_owner, open_to, standing_of
from kagimori.console.people import seats, words
from kagimori.console.people.login.asking import user_of
from kagimori.console.people.models import Team
from kagimori.console.people.teams import flows
from kagimori.console.people.teams.forms import DomainForm, NumberForm, SettingsForm, TeamForm
from kagimori.core.errors import KagimoriError
from kagimori.core.people.numbers import shown

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@installation_owner
def teams(request: HttpRequest) -> HttpResponse:
    """Show every team of this installation, without its contents."""
    living = Count("memberships", filter=Q(memberships__ended_at=None))
    rows = Team.objects.annotate(people=living).order_by("archived_at", "name")
    return render(request, "people/teams/list.html", {"teams": rows})


@require_http_methods(METHODS)
@installation_owner
def new(request: HttpRequest) -> HttpResponse:
    """Ask for the name and make the team; the first thing that the first owner is asked."""
    form = TeamForm(request.POST or None)
    if not form.is_valid():
        first = not user_of(request).memberships.exists()
        return render(request, "people/teams/new.html", {"form": form, "first": first}, status=_status(form))
    team = flows.make(
        form.cleaned_data["name"],
        user_of(request),
        by=actor_of(request),
        now=timezone.now(),
        language=get_language() or "ja",
    )
    return redirect("desk:team", team=team.key)


@require_http_methods(METHODS)
@open_to("team.manage")
def settings(request: HttpRequest) -> HttpResponse:
    """Show the settings, or store them."""
    team, standing = _team(request), standing_of(request)
    given = {name: getattr(team, name) for name in ("name", "language", "time_zone", "partner_limit")}
    form = SettingsForm(request.POST or None, initial=given)
    if form.is_valid():
        flows.change(team.pk, **form.cleaned_data, by=standing.actor, now=timezone.now())
        messages.success(request, _("The settings are kept."))
        return redirect("people:team", team=team.key)
    return _settings_page(request, team, form)


@require_POST
@open_to("team.manage")
def add_domain(request: HttpRequest) -> HttpResponse:
    """Add a domain of the company."""
    team, form = _team(request), DomainForm(request.POST)
    if form.is_valid():
        try:
            flows.add_domain(team.pk, form.cleaned_data["domain"], by=standing_of(request).actor, now=timezone.now())
            return redirect("people:team", team=team.key)
        except KagimoriError as error:
            form.add_error("domain", words.fault(error))
    return _settings_page(request, team, domain=form)


@require_POST
@open_to("team.manage")
def add_number(request: HttpRequest) -> HttpResponse:
    """Add a number of the company."""
    team, form = _team(request), NumberForm(request.POST)
    if form.is_valid():
        typed, note = form.cleaned_data["number"], form.cleaned_data["note"]
        try:
            flows.add_number(team.pk, typed, note=note, by=standing_of(request).actor, now=timezone.now())
            return redirect("people:team", team=team.key)
        except KagimoriError as error:
            form.add_error("number", words.fault(error))
    return _settings_page(request, team, number=form)


@require_POST
@open_to("team.manage")
def drop_domain(request: HttpRequest, row: int) -> HttpResponse:
    """Take a domain away."""
    standing = standing_of(request)
    flows.drop_domain(UUID(standing.team), row, by=standing.actor, now=timezone.now())
    return redirect("people:team", team=standing.key)


@require_POST
@open_to("team.manage")
def drop_number(request: HttpRequest, row: int) -> HttpResponse:
    """Take a number away."""
    standing = standing_of(request)
    flows.drop_number(UUID(standing.team), row, by=standing.actor, now=timezone.now())
    return redirect("people:team", team=standing.key)


@require_POST
@installation_owner
@fresh
def archive(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002  # the name in the address
    """Put a team away."""
    flows.archive(get_object_or_404(Team, pk=id).pk, by=actor_of(request), now=timezone.now())
    messages.success(request, _("The team is put away. Nothing in it is lost."))
    return redirect("people:teams")


@require_POST
@installation_owner
def restore(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002  # the name in the address
    """Take a team out again."""
    flows.restore(get_object_or_404(Team, pk=id).pk, by=actor_of(request), now=timezone.now())
    return redirect("people:teams")


def _settings_page(
    request: HttpRequest,
    team: Team,
    form: Form | None = None,
    *,
    domain: DomainForm | None = None,
    number: NumberForm | None = None,
) -> HttpResponse:
    given = {name: getattr(team, name) for name in ("name", "language", "time_zone", "partner_limit")}
    context = {
        "team": team,
        "form": form or SettingsForm(initial=given),
        "domain_form": domain or DomainForm(auto_id="domain_%s"),
        "number_form": number or NumberForm(auto_id="number_%s"),
        "domains": team.domains.order_by("domain"),
        "numbers": [(row.pk, shown(row.number), row.note) for row in team.numbers.order_by("number")],
        "taken": seats.taken(team.pk, timezone.now()),
        "most": seats.most_of(team),
    }
    bound = next((one for one in (form, domain, number) if one is not None), None)
    return render(request, "people/teams/settings.html", context, status=_status(bound) if bound else HTTPStatus.OK)


def _team(request: HttpRequest) -> Team:
    return Team.objects.get(pk=standing_of(request).team)


def _status(form: Form) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
