"""A case: its page, its answers, and what is small beside them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from kagimori.console.doctor import answering, browser, flows, limits, membership, queries
from kagimori.console.doctor.advising import advice_for
from kagimori.console.doctor.forms import AnswerForm, CheckForm, OsForm
from kagimori.console.doctor.gate import for_users, language
from kagimori.console.doctor.pages.books import books
from kagimori.console.doctor.pages.case import case_page
from kagimori.console.doctor.pages.step import Reader
from kagimori.console.doors.decorators import redirect_to_second_step
from kagimori.console.status import queries as status
from kagimori.core.doctor.case import Event

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest

    from kagimori.console.doctor.queries import Held
    from kagimori.core.doctor.guides import Os

    View = Callable[..., HttpResponseBase]


def for_holders(view: View) -> View:
    """Return the view, given the case in place of its id; who does not hold the case learns nothing about it."""

    @wraps(view)
    def guarded(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
        now = timezone.now()
        held = queries.held(case_id, browser.of(request), now) or membership.held(request, case_id, now)
        if held is None:
            return render(request, "doctor/not_yours.html", status=404)
        if held.standing is not None and not held.standing.proven:
            return redirect_to_second_step(request)
        return view(request, held)

    return for_users(guarded)


def reader(held: Held, now: datetime) -> Reader:
    """Return who reads this case: the language of the page and the system that the case is for."""
    os: Os = held.row.os  # type: ignore[assignment]  # the form lets nothing else in
    return Reader(language(), os, now)


@require_GET
@for_holders
def case(request: HttpRequest, held: Held) -> HttpResponse:
    """Show where the case stands and the present step."""
    now, read = timezone.now(), books()
    standing = status.now(now)
    advice = advice_for(read.book, held, standing, now)
    page = case_page(held, advice, standing, read, reader(held, now))
    asked = request.GET.get("look", "")
    look = asked if asked in ("elsewhere", "failed") and page.step else ""
    return render(request, "doctor/case.html", {"page": page, "look": look, "step": page.step})


@require_POST
@for_holders
def answer(request: HttpRequest, held: Held) -> HttpResponse:
    """Write the answer down and show what comes next."""
    now = timezone.now()
    limits.knock(request, "step", now)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "doctor/not_understood.html", {"case_id": held.case.id}, status=422)
    if form.cleaned_data["kind"] != "wait" or not _still_waiting(held, now):
        answering.answer(held, form.cleaned_data, now)
    return redirect("doctor:case", held.case.id)


def _still_waiting(held: Held, now: datetime) -> bool:
    """Return whether a wait is running: pressing 'go on' too early changes nothing, and uses up no step."""
    step = advice_for(books().book, held, status.now(now), now).step
    return step.kind == "wait" and step.until is not None and step.until > now


@require_POST
@for_holders
def undo(request: HttpRequest, held: Held) -> HttpResponse:
    """Take the newest answer back."""
    now = timezone.now()
    limits.knock(request, "step", now)
    flows.add(held.row, held.position, Event(now, "undone"), by=held.by)
    return redirect("doctor:case", held.case.id)


@require_POST
@for_holders
def close(request: HttpRequest, held: Held) -> HttpResponse:
    """End the case, the way the person says."""
    now, read = timezone.now(), books()
    advice = advice_for(read.book, held, status.now(now), now)
    answering.close(held, request.POST.get("outcome", ""), advice, now)
    return redirect("doctor:case", held.case.id)


@require_POST
@for_holders
def choose_os(request: HttpRequest, held: Held) -> HttpResponse:
    """Keep the system in the hand and show the step for it."""
    form = OsForm(request.POST)
    if form.is_valid():
        flows.choose_os(held.row, form.cleaned_data["os"])
    return redirect("doctor:case", held.case.id)


@require_POST
@for_holders
def book_check(request: HttpRequest, held: Held) -> HttpResponse:
    """Keep the day of the next look."""
    form = CheckForm(request.POST)
    if form.is_valid():
        flows.book_check(held.row, form.cleaned_data["on"])
    return redirect("doctor:case", held.case.id)


@require_GET
@for_holders
def pulse(request: HttpRequest, held: Held) -> HttpResponse:
    """Answer a waiting page: nothing new, or load again because the case or Meta's state has changed."""
    seen = (request.GET.get("position", ""), request.GET.get("state", ""))
    response = HttpResponse(status=204)
    if seen != (str(held.position), str(status.now(timezone.now()).state)):
        response.headers["HX-Refresh"] = "true"
    return response
