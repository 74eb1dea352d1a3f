"""Tools that need no case: the phone's clock, what was pasted, and the plan for a new phone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kagimori.console.doctor import browser, queries, system
from kagimori.console.doctor.addresses import from_elsewhere
from kagimori.console.doctor.gate import for_users, language
from kagimori.console.doctor.pages import clock as clocks
from kagimori.console.doctor.pages.moves import moves_page
from kagimori.console.doctor.pages.system import system_page
from kagimori.core.clock import Offset, Trip, offset_of
from kagimori.core.errors import BadInput
from kagimori.gateways import qr
from kagimori.knowledge import load_policy
from kagimori.knowledge.typed import load_findings

if TYPE_CHECKING:
    from kagimori.console.doctor.pages.clock import Measured

HALF_HOUR = timedelta(minutes=30).total_seconds()


@dataclass(frozen=True, slots=True)
class ClockPage:
    """Everything that `doctor/clock.html` lays out; `address` is None where no phone could open this console."""

    address: str | None
    code: qr.Drawing | None
    trips: int
    measured: Measured | None
    problem: str
    platform: None = None


@require_http_methods(["GET", "POST"])
@for_users
def clock(request: HttpRequest) -> HttpResponse:
    """Show the page that measures a phone's clock, or what it measured."""
    measured, problem = None, ""
    if request.method == "POST":
        try:
            offset = _measured(request, timezone.now())
            measured = clocks.measured(offset, system.of(request), language(), _open_case(request))
        except (BadInput, ValueError, TypeError):
            problem = _("That could not be read. Please measure once more.")
    address = from_elsewhere(request, "doctor:clock")
    code = qr.drawing(address) if address else None
    page = ClockPage(address, code, load_policy()["web.clock_trips"].count, measured, problem)
    return render(request, "doctor/clock.html", {"page": page}, status=422 if problem else 200)


@require_GET
@for_users
def clock_now(_request: HttpRequest) -> JsonResponse:
    """Return when the question came and when the answer went, in seconds by this console's clock."""
    received = timezone.now().timestamp()
    return JsonResponse({"received": received, "answered": timezone.now().timestamp()})


@require_GET
@for_users
def paste(request: HttpRequest) -> HttpResponse:
    """Show the page that inspects what was pasted, in the browser alone."""
    policy = load_policy()
    lengths = {"digits": policy["typed.code_digits"].count, "backup": policy["typed.backup_digits"].count}
    lengths |= {"name": policy["typed.name_longest"].count, "password": policy["typed.password_shortest"].count}
    lang = language()
    findings = [(name, f"{words.happened.to(lang)} {words.then.to(lang)}") for name, words in load_findings().items()]
    return render(request, "doctor/paste.html", {"page": {"lengths": lengths, "findings": findings}})


@require_GET
@for_users
def old_phone(request: HttpRequest) -> HttpResponse:
    """Judge the system that the browser names, or that somebody typed."""
    typed, offered = request.GET.get("typed", "").strip(), request.GET.get("offered", "")
    page = system_page(system.told(request), language(), typed=typed, offered=offered)
    response = render(request, "doctor/system.html", {"page": page})
    # Asks browsers that freeze their version in the user agent for the real one.
    response.headers["Accept-CH"] = system.ASKED_FOR
    return response


@require_GET
@for_users
def new_phone(request: HttpRequest) -> HttpResponse:
    """Show what to move, in which order, and what to prove before the old phone goes."""
    return render(request, "doctor/new_phone.html", {"page": moves_page(request.GET, language())})


def _measured(request: HttpRequest, now: datetime) -> Offset:
    if request.POST.get("shown"):
        return _read_off(request.POST["shown"], now)
    trips = [Trip(*map(float, four)) for four in json.loads(request.POST.get("trips", ""))]
    return offset_of(trips, resolution_s=load_policy()["web.browser_tick"].value)


def _read_off(shown: str, now: datetime) -> Offset:
    """Return the offset of a clock that a person read off; whole half hours are other time zones, not an error."""
    here = timezone.localtime(now)
    told = datetime.strptime(shown.strip(), "%H:%M:%S").replace(tzinfo=here.tzinfo)  # the zone is the reader's
    read = here.replace(hour=told.hour, minute=told.minute, second=told.second)
    ahead = (read - here).total_seconds()
    return Offset(ahead - HALF_HOUR * round(ahead / HALF_HOUR), load_policy()["web.reading"].value)


def _open_case(request: HttpRequest) -> queries.Held | None:
    return next(iter(queries.open_cases(browser.of(request), timezone.now())), None)
