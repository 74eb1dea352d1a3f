"""What came of all cases, and what every claim is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kagimori.console.doctor import queries
from kagimori.console.doctor.gate import for_members, for_users, language
from kagimori.console.doctor.pages.evidence import evidence_page
from kagimori.console.doctor.pages.figures import figures_page
from kagimori.core.doctor.stats import as_record, summarise
from kagimori.knowledge import load_book

if TYPE_CHECKING:
    from kagimori.core.doctor.stats import Summary


@require_GET
@for_members
def stats(request: HttpRequest) -> HttpResponse:
    """Show minutes, recoveries and rates against the article's targets."""
    return render(request, "doctor/stats.html", {"page": figures_page(_summary())})


@require_GET
@for_members
def stats_json(_request: HttpRequest) -> JsonResponse:
    """Return the same figures for machines."""
    return JsonResponse(as_record(_summary()))


@require_GET
@for_users
def causes(request: HttpRequest) -> HttpResponse:
    """Show every cause and every claim with its basis, verdict, source and day."""
    return render(request, "doctor/causes.html", {"page": evidence_page(language())})


def _summary() -> Summary:
    return summarise(queries.all_cases(), load_book("real"))
