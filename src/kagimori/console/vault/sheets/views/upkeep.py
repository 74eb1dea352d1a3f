"""Keeping a sheet in order: where it lies, a practice, the quarter's count, a new one in time, making it void."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.people import words as people
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.sheets.forms import CountForm, PlaceForm, RetireForm
from kagimori.console.vault.sheets.pages.upkeep import count_page, drill_page, places_page, renewal_page
from kagimori.console.vault.sheets.taking import take_or_held
from kagimori.console.vault.sheets.views.opening import METHODS, done, found, place_of, to
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_http_methods(METHODS)
@open_to("codes.manage")
def places(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask where the sheet lies, in the cloud and on paper, and note it."""
    standing, row = standing_of(request), found(request, account)
    sheet = queries.sheet_of(row)
    if sheet is None:
        return to(request, account)
    form = PlaceForm(request.POST, team=standing.team) if request.method == "POST" else None
    if form is not None and form.is_valid():
        wish = form.cleaned_data
        said = _("Noted, with your name and today's date.")
        if done(request, lambda: flows.note_place(sheet, **wish, by=standing.actor, now=timezone.now()), said):
            return to(request, account, "sheet_places")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form is not None else HTTPStatus.OK
    shown = {"page": places_page(standing, row, sheet, form)}
    return render(request, "vault/sheets/places.html", shown, status=status)


@require_POST
@open_to("codes.manage")
def end_place(request: HttpRequest, account: UUID, kept: UUID) -> HttpResponse:
    """Note that the sheet does not lie there any more."""
    standing, row = standing_of(request), place_of(request, account, kept)
    done(request, lambda: flows.end_place(row, by=standing.actor, now=timezone.now()), _("Noted."))
    return to(request, account, "sheet_places")


@require_safe
@open_to("codes.use")
def drill(request: HttpRequest, account: UUID) -> HttpResponse:
    """Explain the practice, in which one code is used on purpose."""
    standing, row = standing_of(request), found(request, account)
    return render(request, "vault/sheets/drill.html", {"page": drill_page(standing, row, timezone.now())})


@require_POST
@open_to("codes.use")
def drill_begin(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give the reader one code for the practice; who still holds one is led to that one."""
    standing, row = standing_of(request), found(request, account)
    try:
        mine, _before = take_or_held(row, standing.actor, timezone.now(), purpose="drill")
    except KagimoriError as error:
        messages.error(request, people.fault(error))
        return to(request, account, "sheet_drill")
    return to(request, account, "code", code=mine.pk)


@require_http_methods(METHODS)
@open_to("codes.manage")
def count(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask how many unused codes Instagram shows, and compare."""
    standing, row, now = standing_of(request), found(request, account), timezone.now()
    form = CountForm(request.POST or None)
    if form.is_valid():
        said = _("Noted, with your name and today's date.")
        shown = form.cleaned_data["shown"]
        if done(request, lambda: flows.count(row, shown, by=standing.actor, now=now), said):
            return to(request, account, "sheet_count")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    page = {"page": count_page(standing, row, request.GET.get("os", "")), "form": form}
    return render(request, "vault/sheets/count.html", page, status=status)


@require_safe
@open_to("codes.manage")
def renew(request: HttpRequest, account: UUID) -> HttpResponse:
    """Lead through getting a new sheet at Instagram."""
    standing, row = standing_of(request), found(request, account)
    return render(request, "vault/sheets/renew.html", {"page": renewal_page(standing, row, request.GET.get("os", ""))})


@require_http_methods(METHODS)
@open_to("codes.manage")
@fresh
def retire(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask whether the sheet is to be void without a new one, and make it so."""
    standing, row, form = standing_of(request), found(request, account), RetireForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        said = _("The sheet is void. Nobody gets a code of it any more.")
        done(request, lambda: flows.retire_sheet(row, why, by=standing.actor, now=timezone.now()), said)
        return to(request, account)
    ask = Confirm(
        title=_("Make the sheet void"),
        sentence=_("No code of it is given out any more. At Instagram the codes work until new ones are made there."),
        word=_("Make it void"),
        back=reverse("vault:codes", kwargs={"team": standing.key, "account": account}),
        points=(_("If you have new codes already, paste them instead: that makes the old ones void."),),
        danger=True,
    )
    return render(request, "look/confirm.html", {"ask": ask, "form": form})
