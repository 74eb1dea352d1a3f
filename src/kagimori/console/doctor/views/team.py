"""A case as a team's: begun from an account's page, taken over by a colleague, taken in from an anonymous one.

Also the try itself: one person at a time tries an account, and the page asks for that place before it shows how.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kagimori.console.accounts import flows as account_flows
from kagimori.console.accounts import queries as accounts
from kagimori.console.doctor import hearing, membership, queries, system, team_flows
from kagimori.console.doctor.forms import StartForm, TakeInForm
from kagimori.console.doctor.gate import language, telling
from kagimori.console.doctor.pages.evidence import evidence_page
from kagimori.console.doctor.pages.figures import figures_page
from kagimori.console.doctor.pages.team import start_page, take_in_page
from kagimori.console.doctor.views.case import for_holders
from kagimori.console.doors.decorators import open_to, signed_in, standing_of
from kagimori.core.doctor.stats import own_figures, summarise
from kagimori.knowledge import load_book, load_policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.doctor.queries import Held
    from kagimori.core.doctor.stats import Summary
    from kagimori.core.people.standing import Standing

    View = Callable[..., HttpResponseBase]


@require_http_methods(["GET", "POST"])
@open_to("cases.work")
@telling
def begin(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask what the trouble with this account is, or open its case and go to it."""
    standing, now = standing_of(request), timezone.now()
    known = _account(standing, account)
    form = StartForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        opening = hearing.opening_from(form.cleaned_data, language(), now)
        case = team_flows.open_for(known, opening, by=standing.actor, lang=language(), os=system.of(request))
        return redirect("doctor:case", case.pk)
    page = start_page(known, standing, form, now)
    return render(request, "doctor/begin.html", {"page": page}, status=422 if form else 200)


@require_GET
@open_to("cases.work")
def counted(request: HttpRequest, account: UUID) -> HttpResponse:
    """Lead to the open case about this account's backup codes, which do not add up; else to where a case begins."""
    standing = standing_of(request)
    known = _account(standing, account)
    found = (held for held in queries.cases_about_count(known.pk, timezone.now()) if held.row.closed_at is None)
    held = next(found, None)
    return redirect("cases:begin", standing.key, known.pk) if held is None else redirect("doctor:case", held.case.id)


def for_members(view: View) -> View:
    """Return the view of a team's case, given the case; the holder of an anonymous one gets a 404."""

    @wraps(view)
    def guarded(request: HttpRequest, held: Held) -> HttpResponseBase:
        if held.standing is None or held.row.account is None:
            raise Http404
        return view(request, held)

    return for_holders(guarded)


@require_POST
@for_members
def take_over(_request: HttpRequest, held: Held) -> HttpResponse:
    """Make the reader the one who works on the case."""
    if held.by is not None:
        team_flows.take_over(held.row, held.by, timezone.now())
    return redirect("doctor:case", held.case.id)


@require_POST
@for_members
def hand_over(request: HttpRequest, held: Held) -> HttpResponse:
    """Let one of those who can still get in work on the case."""
    if held.by is not None:
        team_flows.hand_over(held.row, request.POST.get("to", ""), held.by, timezone.now())
    return redirect("doctor:case", held.case.id)


@require_POST
@for_members
def try_now(_request: HttpRequest, held: Held) -> HttpResponse:
    """Take the account's one place for trying; refused while a colleague has it, or while a lock runs."""
    if held.by is not None and held.row.account is not None:
        account_flows.begin_trial(held.row.account, held.by, timezone.now())
    return redirect("doctor:case", held.case.id)


@require_http_methods(["GET", "POST"])
@signed_in
@for_holders
def take_in(request: HttpRequest, held: Held) -> HttpResponse:
    """Let the holder of an anonymous case choose the account that it is about, and confirm the tries."""
    if held.standing is not None:
        return redirect("doctor:case", held.case.id)
    page = take_in_page(request, held)
    form = TakeInForm(page.choices, request.POST or None)
    if form.is_bound and form.is_valid():
        standing = membership.standing(request, form.cleaned_data["account"])
        if standing is None:
            raise Http404
        account = _account(standing, form.cleaned_data["account"])
        team_flows.take_in(held, account, standing.actor, timezone.now())
        return redirect("doctor:case", held.case.id)
    status = 422 if form.is_bound else 200
    return render(request, "doctor/take_in.html", {"page": page, "form": form}, status=status)


@require_GET
@open_to("team.see")
def stats(request: HttpRequest) -> HttpResponse:
    """Show minutes, recoveries and rates of the team's own cases."""
    return render(request, "doctor/stats.html", {"page": figures_page(_summary(standing_of(request)))})


@require_GET
@open_to("team.see")
def causes(request: HttpRequest) -> HttpResponse:
    """Show every cause and claim, with the team's own figures beside those that cases can measure."""
    own = own_figures(_summary(standing_of(request)), load_policy()["claims.enough"].count)
    return render(request, "doctor/causes.html", {"page": evidence_page(language(), own)})


def _summary(standing: Standing) -> Summary:
    return summarise(queries.cases_of_team(standing.team, standing.seen_accounts), load_book("real"))


def _account(standing: Standing, account: UUID | str) -> InstagramAccount:
    found = accounts.account(standing, str(account))
    if found is None:
        raise Http404
    return found
