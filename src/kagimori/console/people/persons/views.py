"""Pages of persons: the list, one person, and what is done to them."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import panels, words
from kagimori.console.people.models import Membership
from kagimori.console.people.persons import flows, pages, queries
from kagimori.console.people.persons.forms import FilterForm, PersonForm
from kagimori.console.people.queries import company_of
from kagimori.console.people.rights import queries as rights
from kagimori.console.people.tabs import tabs
from kagimori.core.errors import KagimoriError
from kagimori.core.people.facts import STATES
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.people.models import Person
    from kagimori.core.people.standing import Standing

METHODS = ["GET", "HEAD", "POST"]
ON_A_PAGE = 100


@require_safe
@open_to("people.see")
def persons(request: HttpRequest) -> HttpResponse:
    """Show the team's people, with what is known of each."""
    standing, day = standing_of(request), timezone.localdate()
    form = FilterForm(request.GET)
    found = queries.persons(standing.team, day, form.filters())
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    company, names = company_of(standing.team), queries.names_of(one.two_factor_by for one in page)
    shown = {
        "rows": [pages.row(one, company, names, _soon(day)) for one in page],
        "page": page,
        "form": form,
        "narrowed": any(vars_of(form)),
        "tabs": tabs(standing, "people"),
        **_may(standing),
    }
    return render(request, "people/persons/list.html", shown)


@require_safe
@open_to("people.see")
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show one person: contacts, two-step verification, role, and what rooms further left know."""
    standing, day = standing_of(request), timezone.localdate()
    found = _found(standing, person)
    names = queries.names_of([found.two_factor_by])
    shown = {
        "row": pages.row(found, company_of(standing.team), names, _soon(day)),
        "person": found,
        "panels": panels.of(standing, found, timezone.now()),
        "uses": pages.uses(rights.uses(member, day)) if (member := _member(found)) else (),
        "lines": pages.lines(standing, found) if standing.may("timeline.see") else (),
        **_may(standing),
    }
    return render(request, "people/persons/person.html", shown)


@require_http_methods(METHODS)
@open_to("people.record")
def new(request: HttpRequest) -> HttpResponse:
    """Ask for a person without a login, and note them."""
    standing = standing_of(request)
    form = PersonForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        try:
            made = flows.add(standing.team, form.wishes(), by=standing.actor, now=timezone.now())
            return redirect("people:person", team=standing.key, person=made.pk)
        except KagimoriError as error:
            _put(form, error)
    return _form_page(request, form, None)


@require_http_methods(METHODS)
@open_to("people.record")
def edit(request: HttpRequest, person: UUID) -> HttpResponse:
    """Change what is noted of a person."""
    standing = standing_of(request)
    found = _found(standing, person, living=True)
    given = {name: getattr(found, name) for name in ("name", "email", "phone", "kind", "company", "ends_on")}
    form = PersonForm(request.POST or None, initial=given, today=timezone.localdate())
    if form.is_valid():
        try:
            any_member = standing.may("people.manage")
            flows.change(
                standing.team,
                found.pk,
                form.wishes(),
                by=standing.actor,
                now=timezone.now(),
                any_member=any_member,
            )
            return redirect("people:person", team=standing.key, person=found.pk)
        except KagimoriError as error:
            _put(form, error)
    return _form_page(request, form, found)


@require_POST
@open_to("people.record")
def two_factor(request: HttpRequest, person: UUID) -> HttpResponse:
    """Note by one tap how a person's two-step verification stands."""
    standing, state = standing_of(request), request.POST.get("state", "")
    if state not in STATES:
        raise Http404
    try:
        flows.say_two_factor(standing.team, person, state, by=standing.actor, now=timezone.now())
    except KagimoriError as error:
        messages.error(request, words.fault(error))
        return redirect("people:list", team=standing.key)
    messages.success(request, _("Noted, with your name and today's date."))
    return redirect("people:person", team=standing.key, person=person)


def _found(standing: Standing, person: UUID, *, living: bool = False) -> Person:
    found = queries.person(standing.team, person, timezone.localdate())
    if found is None or (living and found.left_at is not None):
        raise Http404
    return found


def _member(person: Person) -> Membership | None:
    found: Any = person  # the query has put the membership's id on it
    return Membership.objects.filter(pk=found.member).first() if found.member else None


def _form_page(request: HttpRequest, form: PersonForm, person: Person | None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "person": person, "key": standing_of(request).key}
    return render(request, "people/persons/form.html", shown, status=status)


def _put(form: PersonForm, error: KagimoriError) -> None:
    """Put what happened beside the field that it is about."""
    fields = {"people.number_unusable": "phone", "people.mail_taken": "email"}
    day = {"people.day_past": "ends_on", "people.last_owner": "ends_on", "people.role_beyond": "ends_on"}
    form.add_error((fields | day).get(error.code), words.fault(error))


def vars_of(form: FilterForm) -> list[object]:
    """Return what the list is narrowed by."""
    return list(form.cleaned_data.values())


def _may(standing: Standing) -> dict[str, Any]:
    rights = {"invite": "people.invite", "record": "people.record", "manage": "people.manage"}
    return {"may": {word: standing.may(right) for word, right in rights.items()}, "key": standing.key}


def _soon(day: date) -> date:
    return day + timedelta(days=load_policy()["people.ending_notice"].count)
