"""Recovery codes: shown until the person says that they lie on paper, then only counted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import fresh, signed_in
from kagimori.console.people.login import flows, queries
from kagimori.console.people.login.asking import then, user_of

if TYPE_CHECKING:
    from django.http import HttpRequest


@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show the codes, which changes nothing, or note that they lie on paper and lead on."""
    user, onward = user_of(request), then(request, reverse("me"))
    if request.method == "POST" and request.POST.get("kept"):
        flows.keep_codes(user, timezone.now())
        return redirect(onward)
    shown = {"codes": queries.codes_to_keep(user), "papers": queries.papers(user), "next": onward}
    return render(request, "login/recovery_codes.html", {**shown, "asked": request.method == "POST"})


@fresh
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Return the codes as a text file, as long as they are shown at all."""
    codes = queries.codes_to_keep(user_of(request))
    if not codes:
        raise Http404
    answer = HttpResponse("\n".join(["Kagimori", *codes, ""]), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="kagimori-recovery-codes.txt"'
    return answer


@fresh
@signed_in
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Make new codes, which end the old ones, and show them."""
    user = user_of(request)
    flows.renew_codes(user, now=timezone.now(), by=actor_of(request))
    return redirect(f"{reverse('recovery_codes')}?{urlencode({'next': reverse('me')})}")
