"""Giving a member another role, and letting somebody leave the team."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.people import words
from kagimori.console.people.members import flows
from kagimori.console.people.persons import flows as persons
from kagimori.console.people.persons import queries
from kagimori.console.people.persons.forms import LeaveForm, RoleForm
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@open_to("people.manage")
@fresh
def role(request: HttpRequest, person: UUID) -> HttpResponse:
    """Ask for a member's new role, and give it."""
    standing, found = standing_of(request), _living(request, person)
    if found.member is None:
        raise Http404
    form = RoleForm(request.POST or None, initial={"role": found.role, "access": found.access})
    if form.is_valid():
        try:
            wished: dict[str, Any] = form.cleaned_data
            flows.change_role(standing.team, found.member, **wished, by=standing.actor, now=timezone.now())
            messages.success(request, _("The role is changed. It counts from the next click."))
            return redirect("people:person", team=standing.key, person=person)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    shown = {"form": form, "person": found, "key": standing.key}
    return render(request, "people/persons/role.html", shown, status=_status(form))


@require_http_methods(METHODS)
@open_to("people.manage")
@fresh
def leave(request: HttpRequest, person: UUID) -> HttpResponse:
    """Say what ends with somebody's leaving, and end it."""
    standing, found = standing_of(request), _living(request, person)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            why = form.cleaned_data["why"]
            persons.leave(standing.team, person, by=standing.actor, now=timezone.now(), why=why)
            messages.success(request, _("%(name)s has left the team.") % {"name": found.name})
            return redirect("people:list", team=standing.key)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    back = reverse("people:person", kwargs={"team": standing.key, "person": person})
    return render(request, "look/confirm.html", {"ask": _ask(found, back), "form": form}, status=_status(form))


def _ask(person: Any, back: str) -> Confirm:
    points = [_("Their rights over every Instagram account end.")]
    if person.member:
        points += [
            _("They can no longer open this team in Kagimori."),
            _("Their keys for programs stop working."),
        ]
    points.append(_("Codes on paper, apps on their phone and passwords stay with them: change those at Instagram."))
    return Confirm(
        title=_("%(name)s leaves the team") % {"name": person.name},
        sentence=_("All of this ends at once. What happened stays in the record."),
        word=_("Let them leave"),
        back=back,
        points=tuple(points),
        danger=True,
    )


def _living(request: HttpRequest, person: UUID) -> Any:
    found = queries.person(standing_of(request).team, person, timezone.localdate())
    if found is None or found.left_at is not None:
        raise Http404
    return found


def _status(form: Form) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
