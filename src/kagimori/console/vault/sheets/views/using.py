"""Taking one code: what for, then the code itself, shown to this person; and a code that was read from paper."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import words as people
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.codes.refusals import CodeGone
from kagimori.console.vault.revealing import page_with
from kagimori.console.vault.sheets import finding
from kagimori.console.vault.sheets.forms import PaperForm, UseForm
from kagimori.console.vault.sheets.pages.held import held
from kagimori.console.vault.sheets.pages.showing import code_page, halves
from kagimori.console.vault.sheets.taking import take_or_held
from kagimori.console.vault.sheets.views.opening import METHODS, case_of, code_of, done, found, to, wrong
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.core.people.standing import Actor


@require_http_methods(METHODS)
@open_to("codes.use")
def use(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask what a code is for, and give the next one to the reader; who still holds one is led to that one."""
    standing, row, now = standing_of(request), found(request, account), timezone.now()
    holds = queries.held_by(row, standing.user)
    if holds is not None and request.method != "POST":
        return to(request, account, "code", code=holds.pk)
    form = UseForm(request.POST or None, initial={"purpose": "login", "case": case_of(request.GET.get("case", ""))})
    if form.is_valid():
        try:
            mine, before = take_or_held(row, standing.actor, now, **form.wishes())
            if before:
                messages.warning(request, _("You have this code already. Say what came of it before you take another."))
            return to(request, account, "code", code=mine.pk)
        except KagimoriError as error:
            form.add_error(None, people.fault(error))
    return _asked(request, row, form, now)


def _asked(request: HttpRequest, row: InstagramAccount, form: UseForm, now: datetime) -> HttpResponse:
    standing = standing_of(request)
    shown: dict[str, Any] = {
        "form": form,
        "account": row,
        "key": standing.key,
        "left": queries.left_of(row),
        "held": held(row, standing.user, now),
        "may_manage": standing.may("codes.manage", str(row.pk)),
        "may_cases": standing.may("cases.work", str(row.pk)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "vault/sheets/use.html", shown, status=status)


@require_GET
@open_to("codes.use")
def code(request: HttpRequest, account: UUID, code: UUID) -> HttpResponse:
    """Show a code to the one to whom it was handed, for a short while; to others what became of it."""
    standing, row, now = standing_of(request), code_of(request, account, code), timezone.now()
    shown = {"page": code_page(standing, row, now)}
    try:
        handed = flows.show_again(row.pk, standing.actor, now)
    except KagimoriError as error:
        return render(request, "vault/sheets/code.html", shown | {"why": people.fault(error)})
    return page_with(request, "vault/sheets/code.html", shown, halves(handed.value))


@require_POST
@open_to("codes.use")
@sensitive_post_parameters("which")
def paper(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note that a code was read from the paper and used."""
    standing, row, form = standing_of(request), found(request, account), PaperForm(request.POST)
    if not form.is_valid():
        wrong(request, form)
        return to(request, account)
    done(request, lambda: _note_paper(row, form, standing.actor, timezone.now()), _("Noted."))
    return to(request, account)


def _note_paper(account: InstagramAccount, form: PaperForm, by: Actor, now: datetime) -> None:
    """Note the code by its number or by itself.  Raises CodeGone."""
    place = form.place()
    code = finding.by_typed(account, form.typed()) if place is None else finding.by_place(account, place)
    if code is None:
        raise CodeGone
    say = flows.say_used if form.cleaned_data["worked"] == "yes" else flows.say_spoiled
    say(code.pk, by, now)
