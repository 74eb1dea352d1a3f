"""Printing codes, and the record of what was printed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.people import words
from kagimori.console.vault.codes import queries as codes
from kagimori.console.vault.paper import flows, queries
from kagimori.console.vault.paper.document import document
from kagimori.console.vault.paper.forms import OpenForm, PrintForm, SealForm
from kagimori.console.vault.paper.pages import papers_page
from kagimori.console.vault.sheets.views.opening import METHODS, done, found, wrong
from kagimori.core.errors import KagimoriError
from kagimori.gateways import pdf

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from kagimori.console.vault.models import Paper


@require_safe
@open_to("codes.use")
def papers(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show every print of the account's sheets, and what may be noted of it."""
    standing, row = standing_of(request), found(request, account)
    shown = {
        "page": papers_page(standing, row),
        "seal_form": SealForm(team=standing.team, auto_id=False),
        "open_form": OpenForm(auto_id=False),
    }
    return render(request, "vault/paper/papers.html", shown)


@require_http_methods(METHODS)
@open_to("codes.manage")
@fresh
def print_codes(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask what is printed, why, and where it will lie; the answer is the PDF itself."""
    standing, row = standing_of(request), found(request, account)
    initial = {"kind": "envelope" if request.GET.get("kind") == "envelope" else "sheet"}
    form = PrintForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            return _printed(request, account, form)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    shown = {"form": form, "account": row, "key": standing.key, "left": codes.left_of(row) or 0}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "vault/paper/print.html", shown, status=status)


@sensitive_variables()
def _printed(request: HttpRequest, account: UUID, form: PrintForm) -> HttpResponse:
    """Return the PDF, after the print was noted."""
    wish, standing, row = form.cleaned_data, standing_of(request), found(request, account)
    pdf.ready()
    printed = flows.print_codes(
        row,
        wish["kind"],
        why=wish["why"],
        place=wish["place"] or None,
        words=wish["words"],
        by=standing.actor,
        now=timezone.now(),
    )
    made = document(printed, wish["language"])
    answer = HttpResponse(made.reveal(), content_type="application/pdf")
    # Shown, not saved: what lands among the downloads is a copy of the codes in clear.
    answer["Content-Disposition"] = f'inline; filename="kagimori-{printed.paper.number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@open_to("codes.manage")
def sealed(request: HttpRequest, account: UUID, paper: UUID) -> HttpResponse:
    """Note who sealed an envelope, and where it lies."""
    standing, row = standing_of(request), _paper(request, account, paper)
    form = SealForm(request.POST, team=standing.team)
    if form.is_valid():
        wish = form.cleaned_data
        done(
            request,
            lambda: flows.say_sealed(row, wish["person"], wish["words"], by=standing.actor, now=timezone.now()),
            _("Noted, with your name and today's date."),
        )
    else:
        wrong(request, form)
    return _back(request, account)


@require_POST
@open_to("codes.use")
def opened(request: HttpRequest, account: UUID, paper: UUID) -> HttpResponse:
    """Note that an envelope was opened and why; the team is told."""
    standing, row, form = standing_of(request), _paper(request, account, paper), OpenForm(request.POST)
    if form.is_valid():
        said = _("Noted, and the team is told. Now mark the codes that were used.")
        why = form.cleaned_data["why"]
        done(request, lambda: flows.say_opened(row, why, by=standing.actor, now=timezone.now()), said)
    else:
        wrong(request, form)
    return _back(request, account)


@require_POST
@open_to("codes.manage")
def gone(request: HttpRequest, account: UUID, paper: UUID) -> HttpResponse:
    """Note that a print exists no more."""
    standing, row = standing_of(request), _paper(request, account, paper)
    done(request, lambda: flows.say_gone(row, by=standing.actor, now=timezone.now()), _("Noted."))
    return _back(request, account)


def _paper(request: HttpRequest, account: UUID, paper: UUID) -> Paper:
    row = queries.paper(found(request, account), paper)
    if row is None:
        raise Http404
    return row


def _back(request: HttpRequest, account: UUID) -> HttpResponse:
    return redirect("vault:papers", team=standing_of(request).key, account=account)
