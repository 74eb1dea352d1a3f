"""The status page and the same as JSON; both only read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kagimori.console.status import queries
from kagimori.console.status.page import status_page
from kagimori.core.status.record import standing_record


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    shown = status_page(queries.now(timezone.now()), queries.next_look())
    return render(request, "status/page.html", {"page": shown})


@require_safe
def now(_request: HttpRequest) -> JsonResponse:
    """Return the standing as JSON."""
    return JsonResponse(standing_record(queries.now(timezone.now())))
