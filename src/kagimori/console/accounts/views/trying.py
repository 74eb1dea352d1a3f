"""Buttons of the traffic light: I try now, what came of it, Instagram shows a lock, nobody gets in, tell me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kagimori.console.accounts import flows, forms
from kagimori.console.accounts.models import Hold
from kagimori.console.accounts.views.opening import done, found, refused
from kagimori.console.doors.decorators import open_to, standing_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_POST
@open_to("tries.record")
def begin(request: HttpRequest, account: UUID) -> HttpResponse:
    """Take the account's one slot."""
    standing, row, form = standing_of(request), found(request, account), forms.KindForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    kind = form.cleaned_data["kind"]
    said = _("It is your turn. Try now, and then say what came of it.")
    return done(request, account, lambda: flows.begin_trial(row, standing.actor, timezone.now(), kind=kind), said)


@require_POST
@open_to("tries.record")
def tell(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note what came of one's try."""
    standing, row, form = standing_of(request), found(request, account), forms.OutcomeForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    wish = form.cleaned_data
    return done(request, account, lambda: flows.end_trial(row, standing.actor, timezone.now(), **wish), _("Noted."))


@require_POST
@open_to("tries.record")
def past(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note a try that was made before."""
    standing, row, form = standing_of(request), found(request, account), forms.PastForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    wish = form.cleaned_data
    at = min(wish.pop("at"), timezone.now())
    return done(request, account, lambda: flows.record_try(row, standing.actor, at, **wish), _("Noted."))


@require_POST
@open_to("tries.record")
def hold(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note that Instagram shows a lock or block."""
    standing, row, form = standing_of(request), found(request, account), forms.HoldForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    wish = form.cleaned_data
    return done(request, account, lambda: flows.note_hold(row, standing.actor, timezone.now(), **wish), _("Noted."))


@require_POST
@open_to("tries.record")
def lift(request: HttpRequest, account: UUID, hold: UUID) -> HttpResponse:
    """Note that a lock or block is over, or was told by mistake."""
    standing, row = standing_of(request), found(request, account)
    held = Hold.objects.filter(pk=hold, account=row).select_related("account").first()
    if held is None:
        raise Http404
    return done(request, account, lambda: flows.lift_hold(held, standing.actor, timezone.now()))


@require_POST
@open_to("tries.record")
def locked_out(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note that nobody of the team gets in."""
    standing, row, form = standing_of(request), found(request, account), forms.LockOutForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    since = form.cleaned_data["since"]
    return done(request, account, lambda: flows.lockout_begins(row, standing.actor, timezone.now(), since=since))


@require_POST
@open_to("tries.record")
def back_in(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note that the team is in again."""
    standing, row = standing_of(request), found(request, account)
    return done(request, account, lambda: flows.lockout_ends(row, standing.actor, timezone.now()))


@require_POST
@open_to("tries.see")
def wait(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note that somebody wants to be told when a try is safe."""
    standing, row = standing_of(request), found(request, account)
    said = _("You are told as soon as a try is safe.")
    return done(request, account, lambda: flows.tell_me(row, standing.actor, timezone.now()), said)
