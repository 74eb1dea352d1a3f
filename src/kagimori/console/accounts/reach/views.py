"""Pages: who reaches what, and handing out roles over one account."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kagimori.console.accounts import queries as accounts
from kagimori.console.accounts.flows.grants import change_grant, end_grant, give_grant
from kagimori.console.accounts.reach import pages, queries
from kagimori.console.accounts.reach.forms import GrantForm
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.people import words
from kagimori.console.people.models import Person
from kagimori.console.people.persons import queries as persons
from kagimori.console.people.persons.queries import Filters
from kagimori.console.people.queries import company_of
from kagimori.console.people.tabs import tabs
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import Grant, InstagramAccount

METHODS = ["GET", "HEAD", "POST"]
# More columns than this nobody reads at a glance.
ACROSS, DOWN = 12, 50


@require_safe
@open_to("people.see")
def matrix(request: HttpRequest) -> HttpResponse:
    """Show people and accounts at a glance, a piece of each."""
    standing, day = standing_of(request), timezone.localdate()
    text, handle = request.GET.get("q", "")[:100], request.GET.get("account", "").lstrip("@＠")[:30]
    people = Paginator(persons.persons(standing.team, day, Filters(text=text)), DOWN).get_page(request.GET.get("page"))
    seen = accounts.visible(standing).filter(handle__icontains=handle)
    across = Paginator(seen, ACROSS).get_page(request.GET.get("accounts"))
    company, names = company_of(standing.team), persons.names_of(one.two_factor_by for one in people)
    grants = queries.between(standing.team, people, across, day)
    shown = {
        "columns": pages.columns(across, company),
        "rows": pages.rows(people, across, grants, company, names),
        "page": people,
        "across": across,
        "q": text,
        "account": handle,
        "tabs": tabs(standing, "matrix"),
        "may_grant": standing.may("grants.manage"),
        "key": standing.key,
    }
    return render(request, "accounts/reach/matrix.html", shown)


@require_http_methods(METHODS)
@open_to("grants.manage")
@fresh
def give(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask which role a person gets over the account, and give it."""
    standing, found = standing_of(request), _account(request, account)
    asked = {"pk": request.GET.get("person", ""), "team_id": standing.team, "left_at": None}
    person = get_object_or_404(Person, **asked) if _is_id(asked["pk"]) else None
    if person is None:
        return redirect("accounts:matrix", team=standing.key)
    form = GrantForm(request.POST or None, today=timezone.localdate(), initial={"ends_on": person.ends_on})
    if form.is_valid():
        try:
            give_grant(found, person, **form.cleaned_data, by=standing.actor, now=timezone.now())
            return _done(request, person)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    return _form_page(request, form, found, person)


@require_http_methods(METHODS)
@open_to("grants.manage")
@fresh
def change(request: HttpRequest, account: UUID, grant: UUID) -> HttpResponse:
    """Change a role over the account."""
    standing, found = standing_of(request), _grant(request, account, grant)
    given = {name: getattr(found, name) for name in ("role", "access", "tasks", "ends_on")}
    form = GrantForm(request.POST or None, today=timezone.localdate(), initial=given)
    if form.is_valid():
        try:
            change_grant(found, **form.cleaned_data, by=standing.actor, now=timezone.now())
            return _done(request, found.person)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    return _form_page(request, form, found.account, found.person, found)


@require_http_methods(METHODS)
@open_to("grants.manage")
@fresh
def end(request: HttpRequest, account: UUID, grant: UUID) -> HttpResponse:
    """Ask whether the role over the account is to end, and end it."""
    standing, found = standing_of(request), _grant(request, account, grant)
    if request.method == "POST":
        try:
            end_grant(found, by=standing.actor, now=timezone.now())
        except KagimoriError as error:
            messages.error(request, words.fault(error))
        return _done(request, found.person)
    told = {"name": found.person.name, "handle": str(found.account)}
    ask = Confirm(
        title=_("End the right of %(name)s over %(handle)s") % told,
        sentence=_("It ends at once in Kagimori. Take it away at Meta as well."),
        word=_("End it"),
        back=reverse("people:person", kwargs={"team": standing.key, "person": found.person_id}),
        danger=True,
    )
    return render(request, "look/confirm.html", {"ask": ask})


def _account(request: HttpRequest, account: UUID) -> InstagramAccount:
    found = accounts.account(standing_of(request), str(account))
    if found is None:
        raise Http404
    return found


def _grant(request: HttpRequest, account: UUID, grant: UUID) -> Grant:
    found = queries.grant(standing_of(request), account, grant, timezone.localdate())
    if found is None:
        raise Http404
    return found


def _form_page(
    request: HttpRequest, form: GrantForm, account: InstagramAccount, person: Person, grant: Grant | None = None
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown: dict[str, Any] = {"form": form, "account": account, "person": person, "grant": grant}
    shown["key"] = standing_of(request).key
    return render(request, "accounts/reach/grant.html", shown, status=status)


def _done(request: HttpRequest, person: Person) -> HttpResponse:
    messages.success(request, _("Noted. Do the same at Meta."))
    return redirect("people:person", team=standing_of(request).key, person=person.pk)


def _is_id(text: object) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True
