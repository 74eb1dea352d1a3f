"""The one way in which a secret gets onto a page: after the page was made, so that no template has ever seen it.

A template gets `slots`, a meaningless word for each secret, and writes that word where the value belongs.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.html import escape

from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse


def page_with(
    request: HttpRequest, template: str, context: Mapping[str, Any], values: Mapping[str, Secret], *, status: int = 200
) -> HttpResponse:
    """Return the page with each value where the template wrote `slots.<name>`; nobody may store it.

    Whoever calls this has written into the timeline that the values leave.
    """
    slots = {name: f"slot-{secrets.token_hex(16)}" for name in values}
    answer = render(request, template, {**context, "slots": slots}, status=status)
    page = answer.content
    for name, value in values.items():
        page = page.replace(slots[name].encode(), escape(value.reveal().decode()).encode())
    answer.content = page
    answer["Cache-Control"] = "no-store"
    # No stricter word about the referrer than elsewhere: with "no-referrer" browsers send forms of this page without
    # their origin, and those are refused.
    return answer


def document_with(template: str, context: Mapping[str, Any], values: Mapping[str, Secret]) -> Secret:
    """Return a page that is to be printed, with each value where the template wrote `slots.<name>`.

    Whoever calls this has written into the timeline that the values leave.
    """
    slots = {name: f"slot-{secrets.token_hex(16)}" for name in values}
    page: str = render_to_string(template, {**context, "slots": slots})
    for name, value in values.items():
        page = page.replace(slots[name], escape(value.reveal().decode()))
    return Secret(page.encode())
