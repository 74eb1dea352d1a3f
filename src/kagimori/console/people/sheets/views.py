"""Pages of an import, one after the other; each can be left and come back to for a day."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import words
from kagimori.console.people.login.asking import user_of
from kagimori.console.people.refusals import Gone
from kagimori.console.people.sheets import drafts, flows, pages
from kagimori.console.people.sheets.forms import SheetForm
from kagimori.console.people.tabs import tabs
from kagimori.core.errors import KagimoriError
from kagimori.core.people.columns import MEANINGS

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.people.models import SheetDraft
    from kagimori.console.people.sheets.flows import Answer

METHODS = ["GET", "HEAD", "POST"]
ANSWERS: tuple[Answer, ...] = ("same", "other", "skip")


@require_http_methods(METHODS)
@open_to("people.record")
def upload(request: HttpRequest) -> HttpResponse:
    """Ask for the file, and read it."""
    standing, form = standing_of(request), SheetForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            draft = drafts.keep(standing.team, user_of(request), form.raw(), timezone.now())
            return redirect("people:import_columns", team=standing.key, draft=draft.pk)
        except KagimoriError as error:
            form.add_error("sheet", words.fault(error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "tabs": tabs(standing, "import"), "key": standing.key}
    return render(request, "people/sheets/upload.html", shown, status=status)


@require_http_methods(METHODS)
@open_to("people.record")
def columns(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask what the columns mean."""
    standing, found = standing_of(request), _draft(request, draft)
    wrong = ""
    if request.method == "POST":
        found.meanings = [request.POST.get(f"column_{place}", "") for place in range(len(found.header))]
        found.meanings = [one if one in MEANINGS else "" for one in found.meanings]
        try:
            drafts.mean(found, found.meanings)
            return redirect("people:import_preview", team=standing.key, draft=draft)
        except KagimoriError as error:
            wrong = words.fault(error)
    shown = {"draft": found, "columns": pages.columns(found), "wrong": wrong, "key": standing.key}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "people/sheets/columns.html", shown, status=status)


@require_http_methods(METHODS)
@open_to("people.record")
def preview(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show what will become of each line, and take the list over."""
    standing, found = standing_of(request), _draft(request, draft)
    try:
        if request.method == "POST":
            taken = flows.take_over(standing.team, found, _answers(request), by=standing.actor, now=timezone.now())
            said = _("%(added)s people are new, %(changed)s were known already.")
            messages.success(request, said % {"added": taken.added, "changed": taken.changed})
            return redirect("people:list", team=standing.key)
        shown = {"page": pages.preview(*drafts.judged(found)), "draft": found, "key": standing.key}
        return render(request, "people/sheets/preview.html", shown)
    except KagimoriError as error:
        messages.error(request, words.fault(error))
        return redirect("people:import_columns", team=standing.key, draft=draft)


def _draft(request: HttpRequest, draft: UUID) -> SheetDraft:
    standing = standing_of(request)
    try:
        return drafts.of(standing.team, standing.user, draft)
    except Gone:
        raise Http404 from None


def _answers(request: HttpRequest) -> dict[int, Answer]:
    given = {name.removeprefix("line_"): value for name, value in request.POST.items() if name.startswith("line_")}
    return {int(line): value for line, value in given.items() if line.isdecimal() and value in ANSWERS}
