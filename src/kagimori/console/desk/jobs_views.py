"""What runs by itself, for an owner of the installation: look, and start again what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kagimori.console.desk.jobs_again import run_again
from kagimori.console.desk.jobs_page import jobs_page
from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import installation_owner
from kagimori.console.work.flows import NotFailed
from kagimori.console.work.queries import overview
from kagimori.knowledge.errors import explain

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@require_safe
@installation_owner
def jobs(request: HttpRequest) -> HttpResponse:
    """Show what failed, is due, runs and ran."""
    now = timezone.now()
    return render(request, "desk/jobs.html", {"page": jobs_page(overview(now), now)})


@require_POST
@installation_owner
def again(request: HttpRequest) -> HttpResponseBase:
    """Start again what failed, and go back to the list."""
    try:
        run_again(request.POST.get("run", ""), by=actor_of(request), now=timezone.now())
    except NotFailed as error:
        messages.warning(request, explain(error, "en" if get_language() == "en" else "ja"))
    else:
        messages.success(request, _("It was started again."))
    return redirect("desk:jobs")
