"""A case that the command line sends: kept, and answered with a link that its sender opens in a browser.

The link carries the right, as any shared link does; nothing is shown before its button is pressed.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kagimori.console.doctor import flows, limits
from kagimori.console.doctor.addresses import from_elsewhere
from kagimori.console.doctor.gate import STATUSES, language, may_use
from kagimori.console.doctor.pages.books import books
from kagimori.core.doctor.case import Case
from kagimori.core.doctor.incoming import clean
from kagimori.core.errors import BadInput, KagimoriError
from kagimori.knowledge import load_policy
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from django.http import HttpRequest


# The sender holds no cookie of ours that another page could ride on: there is nothing for a forged form to borrow.
@csrf_exempt
@require_POST
def take_in(request: HttpRequest) -> JsonResponse:
    """Keep the case of the body (JSON lines) and return its link."""
    if not may_use(request):
        return JsonResponse({"error": {"code": "doctor.closed"}}, status=HTTPStatus.FORBIDDEN)
    now = timezone.now()
    try:
        limits.knock(request, "open", now)
        token = flows.keep_sent(_case(request), now)
    except KagimoriError as error:
        status = (
            HTTPStatus.UNPROCESSABLE_ENTITY
            if isinstance(error, BadInput)
            else STATUSES.get(error.code, HTTPStatus.CONFLICT)
        )
        return JsonResponse({"error": {"code": error.code, "message": explain(error, language())}}, status=status)
    link = from_elsewhere(request, "doctor:with", token) or request.build_absolute_uri(
        reverse("doctor:with", args=[token])
    )
    return JsonResponse({"link": link}, status=HTTPStatus.CREATED)


def _case(request: HttpRequest) -> Case:
    policy = load_policy()
    lines = request.body.decode("utf-8", errors="replace").splitlines()
    sent = Case.from_json_lines("sent", lines)
    return clean(
        sent,
        books().book,
        timezone.now(),
        most_events=policy["web.steps"].count,
        most_letters=policy["web.text"].count,
    )
