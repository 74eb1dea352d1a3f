"""The status page and the same as JSON; both only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kagimori.console.status import queries
from kagimori.console.status.page import status_page

if TYPE_CHECKING:
    from kagimori.core.status import Standing


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Return the page."""
    shown = status_page(queries.now(timezone.now()), queries.next_look())
    return render(request, "status/page.html", {"page": shown})


@require_safe
def now(_request: HttpRequest) -> JsonResponse:
    """Return the standing as JSON."""
    return JsonResponse(as_json(queries.now(timezone.now())))


def as_json(standing: Standing) -> dict[str, object]:
    """Return the standing in plain values; ages in seconds, null where nothing is known."""
    good = standing.last_good
    return {
        "state": str(standing.state),
        "at": standing.at and standing.at.isoformat(),
        "age_seconds": standing.age and round(standing.age.total_seconds()),
        "problem": standing.problem or None,
        "holds_logins": standing.holds_logins,
        "last_good": good and {"state": str(good.state), "at": good.at.isoformat()},
        "services": [
            {"org": each.org, "name": each.name, "word": each.word, "state": str(each.state)}
            for each in (good.services if good else ())
            if each.counts
        ],
    }
