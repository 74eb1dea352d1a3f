"""Texts that are ready to send: an appeal, a report, a notice during an outage.  Nothing that is typed here is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kagimori.console.doctor.gate import for_users


@require_http_methods(["GET", "POST"])
@for_users
def drafts(request: HttpRequest) -> HttpResponse:
    """Show which drafts there are."""
    return render(request, "doctor/drafts.html", {"page": {}})


appeal = problem = outage = drafts
