"""The vault of a team at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.vault.sheets.forms import NarrowForm
from kagimori.console.vault.sheets.pages import overview as pages

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@open_to("accounts.see")
def overview(request: HttpRequest) -> HttpResponse:
    """Show every account that the reader sees, each with its codes and apps."""
    standing, form = standing_of(request), NarrowForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    sought = pages.Sought(asked.get("q", ""), asked.get("only", ""), request.GET.get("after", "")[:32])
    shown = {
        "page": pages.overview(standing, sought, timezone.now()),
        "form": form,
        "key": standing.key,
        "may_add": standing.access == "full" and standing.may("accounts.manage"),
    }
    return render(request, "vault/overview.html", shown)
