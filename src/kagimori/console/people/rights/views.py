"""The printed table of roles and rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from kagimori.console.doors.decorators import open_to, signed_in, standing_of
from kagimori.console.people.rights.pages import table

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@open_to("team.see")
def of_team(request: HttpRequest) -> HttpResponse:
    """Show the table, with the reader's own role marked."""
    return render(request, "people/rights/table.html", {"table": table(standing_of(request).role)})


@require_safe
@signed_in
def for_all(request: HttpRequest) -> HttpResponse:
    """Show the table to anybody who has a login."""
    return render(request, "people/rights/table.html", {"table": table()})
