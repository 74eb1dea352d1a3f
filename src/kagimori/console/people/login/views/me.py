"""A person's own page: name, language, zone; how they get in; where they are logged in; recovery codes left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kagimori.console.doors.asking import actor_of
from kagimori.console.doors.decorators import fresh, signed_in
from kagimori.console.people.login import flows, others, queries, sessions
from kagimori.console.people.login.asking import passkeys_work, user_of
from kagimori.console.people.login.profile import ProfileForm
from kagimori.console.people.login.refusals import LastWay

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show the page, or keep name, language and zone."""
    user = user_of(request)
    form = ProfileForm(request.POST or None, instance=user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Kept."))
        return redirect("me")
    user.refresh_from_db()  # a form that was refused has written into it
    ways = queries.ways(user)
    shown = {
        "form": form,
        "ways": ways,
        "has_app": any(way.is_app for way in ways),
        "papers": queries.papers(user),
        "places": sessions.places(user, request.session.session_key),
        "passkeys_work": passkeys_work(request),
        "others": others.of(request),
        "has_password": user.has_usable_password(),
    }
    return render(request, "login/me.html", shown, status=422 if form.is_bound else 200)


@fresh
@signed_in
@require_POST
def remove_way(request: HttpRequest, way: int) -> HttpResponse:
    """Remove an app or a passkey, unless it is the last."""
    try:
        flows.remove(user_of(request), way, now=timezone.now(), by=actor_of(request))
    except LastWay:
        messages.error(request, _("Set up another way first: without any, nobody gets in."))
    else:
        messages.success(request, _("Removed."))
    return redirect("me")


@signed_in
@require_POST
def end_session(request: HttpRequest, place: int) -> HttpResponse:
    """Log out in one other place."""
    sessions.end(user_of(request), place)
    messages.success(request, _("Logged out there."))
    return redirect("me")


@signed_in
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Log out everywhere else."""
    sessions.end_others(user_of(request), request.session.session_key)
    messages.success(request, _("Everywhere else you are logged out."))
    return redirect("me")
