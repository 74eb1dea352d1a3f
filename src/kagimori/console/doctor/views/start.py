"""The first page, which asks what the trouble is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from kagimori.console.doctor import browser, flows, hearing, limits, membership, queries, system
from kagimori.console.doctor.forms import StartForm
from kagimori.console.doctor.gate import for_users, language
from kagimori.console.doctor.pages import glance, told
from kagimori.console.doctor.pages.problems import Problem, problems
from kagimori.console.status import queries as status
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.doctor.pages.glance import Platform
    from kagimori.core.policy import Policy

# Accounts that the page offers; typing a few letters finds the others.
LISTED = 6


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case of this browser that can go on."""

    id: str
    began: datetime
    words: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything that `doctor/start.html` lays out."""

    problems: tuple[Problem, ...]
    earlier: tuple[Earlier, ...]
    platform: Platform
    # For somebody who is logged in: handle and address of accounts that they may begin a case for.
    accounts: tuple[tuple[str, str], ...]
    search: str
    words: str
    errors: tuple[str, ...]
    days_kept: int
    days_alive: int


@require_http_methods(["GET", "POST"])
@for_users
def start(request: HttpRequest) -> HttpResponse:
    """Show the first problems, or open a case and go to it."""
    form = StartForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        return _open(request, form)
    page = _page(request, form)
    return render(request, "doctor/start.html", {"page": page}, status=422 if form else 200)


def _open(request: HttpRequest, form: StartForm) -> HttpResponse:
    now = timezone.now()
    limits.knock(request, "open", now)
    token = browser.token_of(request) or browser.new_token()
    opening = hearing.opening_from(form.cleaned_data, language(), now)
    case = flows.open_case(browser.hashed(token, "browser"), opening, lang=language(), os=system.of(request))
    return browser.remember(redirect("doctor:case", case.pk), token)


def _page(request: HttpRequest, form: StartForm | None) -> StartPage:
    now, lang, policy = timezone.now(), language(), load_policy()
    search = request.GET.get("account", "").strip().lstrip("@").lower()
    earlier = queries.open_cases(browser.of(request), now)
    return StartPage(
        problems=problems(lang),
        earlier=tuple(Earlier(one.case.id, one.row.created_at, told.title(one.case, lang)) for one in earlier),
        platform=glance.platform(status.now(now), now),
        accounts=membership.choices(request, search, most=LISTED),
        search=search,
        words=form.data.get("words", "") if form else "",
        errors=tuple(str(problem) for problems in form.errors.values() for problem in problems) if form else (),
        days_kept=_days(policy, "web.words"),
        days_alive=_days(policy, "web.life"),
    )


def _days(policy: Policy, figure: str) -> int:
    return policy[figure].span.days
