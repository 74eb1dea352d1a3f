"""Pages of the list: the accounts, a new one, a pasted list, those taken off."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from kagimori.console.accounts import flows
from kagimori.console.accounts.forms import AccountForm, ListForm, SearchForm
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.accounts.pages.listing import ON_A_PAGE, Sought, list_page
from kagimori.console.accounts.views.opening import METHODS, done, found
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.people import words
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

FIELDS = {
    "accounts.handle_unusable": "handle",
    "accounts.handle_there": "handle",
    "accounts.number_full": "phone",
    "people.number_unusable": "phone",
}


@require_safe
@open_to("accounts.see")
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the team's accounts, each with its light."""
    standing, form = standing_of(request), SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    sought = Sought(asked.get("q", ""), asked.get("only", ""), request.GET.get("after", "")[:30])
    shown = {
        "page": list_page(standing, sought, timezone.now()),
        "form": form,
        "key": standing.key,
        "may_manage": standing.access == "full" and standing.may("accounts.manage"),
        "may_archive": standing.access == "full" and standing.may("accounts.archive"),
    }
    return render(request, "accounts/list.html", shown)


@require_http_methods(METHODS)
@open_to("accounts.manage")
def new(request: HttpRequest) -> HttpResponse:
    """Ask for an account, and add it."""
    standing = standing_of(request)
    _for_the_whole_team(request)
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            anyway = form.cleaned_data["anyway"]
            made = flows.add_account(standing.team, form.wishes(), by=standing.actor, now=timezone.now(), anyway=anyway)
            return redirect("accounts:account", team=standing.key, account=made.pk)
        except KagimoriError as error:
            form = _with_fault(form, error)
    return _form_page(request, form, None)


@require_http_methods(METHODS)
@open_to("accounts.manage")
def edit(request: HttpRequest, account: UUID) -> HttpResponse:
    """Change what is noted of an account."""
    standing, row = standing_of(request), found(request, account)
    given = {name: getattr(row, name) for name in ("handle", "name", "phone", "email")}
    form = AccountForm(request.POST or None, initial=given)
    if form.is_valid():
        try:
            anyway = form.cleaned_data["anyway"]
            flows.change_account(row, form.wishes(), by=standing.actor, now=timezone.now(), anyway=anyway)
            return redirect("accounts:account", team=standing.key, account=account)
        except KagimoriError as error:
            form = _with_fault(form, error)
    return _form_page(request, form, row)


@require_http_methods(METHODS)
@open_to("accounts.archive")
@fresh
def archive(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask whether an account is to leave the list, and take it off."""
    standing, row = standing_of(request), found(request, account)
    if request.method == "POST":
        try:
            flows.archive(row, by=standing.actor, now=timezone.now())
            messages.success(request, _("%(handle)s is off the list.") % {"handle": row})
        except KagimoriError as error:
            messages.error(request, words.fault(error))
        return redirect("accounts:list", team=standing.key)
    ask = Confirm(
        title=_("Take %(handle)s off the list") % {"handle": row},
        sentence=_("Nothing changes at Instagram. All that was noted is kept, and it can be brought back."),
        word=_("Take it off"),
        back=reverse("accounts:account", kwargs={"team": standing.key, "account": row.pk}),
        danger=True,
    )
    return render(request, "look/confirm.html", {"ask": ask})


@require_safe
@open_to("accounts.archive")
def archived(request: HttpRequest) -> HttpResponse:
    """Show the accounts that were taken off the list."""
    standing = standing_of(request)
    rows = InstagramAccount.objects.filter(team_id=standing.team).exclude(archived_at=None)
    if standing.seen_accounts is not None:
        rows = rows.filter(pk__in=standing.seen_accounts)
    page = Paginator(rows.order_by("-archived_at", "pk"), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/archived.html", {"page": page, "key": standing.key})


@require_http_methods(["POST"])
@open_to("accounts.archive")
def bring_back(request: HttpRequest, account: UUID) -> HttpResponse:
    """Put an account back on the list."""
    standing = standing_of(request)
    row = InstagramAccount.objects.filter(pk=account, team_id=standing.team).first()
    if row is None:
        raise Http404
    return done(request, account, lambda: flows.bring_back(row, by=standing.actor, now=timezone.now()))


@require_http_methods(METHODS)
@open_to("accounts.manage")
def import_list(request: HttpRequest) -> HttpResponse:
    """Ask for a list, show what would become of each line, and take it over."""
    standing = standing_of(request)
    _for_the_whole_team(request)
    form = ListForm(request.POST or None)
    shown: dict[str, object] = {"form": form, "key": standing.key}
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            if "take" in request.POST:
                count = flows.take_over(standing.team, text, by=standing.actor, now=timezone.now())
                said = ngettext("%(count)s account is new.", "%(count)s accounts are new.", count)
                messages.success(request, said % {"count": count})
                return redirect("accounts:list", team=standing.key)
            shown |= {"preview": flows.preview(standing.team, text), "text": text, "faults": _faults()}
        except KagimoriError as error:
            form.add_error("text", words.fault(error))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/import.html", shown, status=status)


def _for_the_whole_team(request: HttpRequest) -> None:
    """Raise Http404 for somebody who has single accounts only: a new one would not be among them."""
    if standing_of(request).access != "full":
        raise Http404


def _with_fault(form: AccountForm, error: KagimoriError) -> AccountForm:
    asked = AccountForm(form.data, ask_anyway=error.code == "accounts.number_full")
    asked.is_valid()
    asked.add_error(FIELDS.get(error.code), words.fault(error))
    return asked


def _form_page(request: HttpRequest, form: AccountForm, account: InstagramAccount | None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    shown = {"form": form, "account": account, "key": standing_of(request).key}
    return render(request, "accounts/form.html", shown, status=status)


def _faults() -> dict[str, str]:
    return {
        "handle": _("no user name"),
        "phone": _("no phone number, or a second one"),
        "email": _("no mail address, or a second one"),
        "cells": _("more cells than we know"),
        "twice": _("stands further up already"),
    }
