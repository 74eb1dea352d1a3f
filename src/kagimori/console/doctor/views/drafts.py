"""Texts that are ready to send: an appeal, a report, a notice during an outage.

What is typed into the gaps comes by POST, is put into the text and forgotten.  Of appeals the days are kept, so that
after rejections in a row the next one waits for its date.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kagimori.console.doctor import appeals, browser, limits
from kagimori.console.doctor.gate import for_users, language
from kagimori.console.doctor.pages.drafts import draft_page, sent_lines
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kagimori.console.doctor.pages.drafts import DraftPage
    from kagimori.core.doctor.drafts import Family

LONGEST_VALUE = 200


@require_GET
@for_users
def drafts(request: HttpRequest) -> HttpResponse:
    """Show which drafts there are."""
    return render(request, "doctor/drafts.html", {"page": {}})


@require_http_methods(["GET", "POST"])
@for_users
def problem(request: HttpRequest) -> HttpResponse:
    """Write a report to Instagram."""
    return _shown(request, _page(request, "problem"))


@require_http_methods(["GET", "POST"])
@for_users
def outage(request: HttpRequest) -> HttpResponse:
    """Write a notice in both languages."""
    return _shown(request, _page(request, "outage"))


@require_http_methods(["GET", "POST"])
@for_users
def appeal(request: HttpRequest) -> HttpResponse:
    """Write an appeal, once the guidelines were read and while none has to wait."""
    unread = request.method == "POST" and "read" not in request.POST
    sent = appeals.ledger(browser.of(request))
    page = _page(request, "appeal", problem=_("Read the guidelines first, then tick the box.") if unread else "")
    page = replace(
        page,
        sent=sent_lines(sent),
        blocked_until=appeals.blocked_until(sent, timezone.localdate()),
        rejections=load_policy()["appeal.rejections"].count,
    )
    return _shown(request, page)


@require_POST
@for_users
def appeal_sent(request: HttpRequest) -> HttpResponse:
    """Note in the ledger that an appeal was sent today."""
    limits.knock(request, "step", timezone.now())
    token = browser.token_of(request) or browser.new_token()
    appeals.note_sent(browser.hashed(token, "browser"), timezone.localdate())
    return browser.remember(redirect("doctor:appeal"), token)


@require_POST
@for_users
def appeal_answered(request: HttpRequest, position: int) -> HttpResponse:
    """Note what came of an appeal."""
    answer: appeals.Answer = "accepted" if request.POST.get("answer") == "accepted" else "rejected"
    appeals.note_answer(browser.of(request), position, answer, timezone.localdate())
    return redirect("doctor:appeal")


def _page(request: HttpRequest, family: Family, *, problem: str = "") -> DraftPage:
    said = {name: str(value)[:LONGEST_VALUE] for name, value in request.POST.items()}
    return draft_page(family, said, language(), problem=problem)


def _shown(request: HttpRequest, page: DraftPage) -> HttpResponse:
    return render(request, "doctor/draft.html", {"page": page}, status=422 if page.problem else 200)
