"""The page of one account, and what its buttons note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kagimori.console.accounts import flows, forms
from kagimori.console.accounts.pages.account import account_page
from kagimori.console.accounts.views.opening import done, found, refused
from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import words
from kagimori.core.people.roles import ARTICLE_ROLES

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_safe
@open_to("accounts.see")
def account(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show everything about one account."""
    standing, row, now = standing_of(request), found(request, account), timezone.now()
    local = f"{timezone.localtime(now):%Y-%m-%dT%H:%M}"
    page = account_page(standing, row, now)
    given = {"note": page.payment.note if page.payment else "", "virtual": page.virtual_state}
    shown = {
        "page": page,
        "panels": [render_to_string(one.template, dict(one.context), request) for one in page.panels],
        "roles": {role: words.role(role) for role in ARTICLE_ROLES},
        "kind_form": forms.KindForm(auto_id="try_%s"),
        "past_form": forms.PastForm(auto_id="past_%s", initial={"at": local}),
        "hold_form": forms.HoldForm(auto_id="hold_%s"),
        "lockout_form": forms.LockOutForm(auto_id="lockout_%s"),
        "holder_form": forms.HolderForm(auto_id="holder_%s", team=standing.team),
        "campaign_form": forms.CampaignForm(auto_id="campaign_%s", initial={"begins_at": local}),
        "payment_form": forms.PaymentForm(auto_id="payment_%s", initial=given),
    }
    return render(request, "accounts/account.html", shown)


@require_POST
@open_to("accounts.manage")
def say(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note an answer of three states."""
    standing, row, form = standing_of(request), found(request, account), forms.FactForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    said = _("Noted, with your name and today's date.")
    return done(request, account, lambda: flows.say(row, form.answers(), by=standing.actor, now=timezone.now()), said)


@require_POST
@open_to("accounts.manage")
def add_holder(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note who has a device."""
    standing, row = standing_of(request), found(request, account)
    form = forms.HolderForm(request.POST, team=standing.team)
    if not form.is_valid():
        return refused(request, account, form)
    wish = form.cleaned_data
    return done(
        request,
        account,
        lambda: flows.add_holder(row, wish["person"], wish["device"], by=standing.actor, now=timezone.now()),
    )


@require_POST
@open_to("accounts.manage")
def end_holder(request: HttpRequest, account: UUID, holder: UUID) -> HttpResponse:
    """Note that somebody holds a device no more."""
    standing, row = standing_of(request), found(request, account)
    return done(request, account, lambda: flows.end_holder(row, holder, by=standing.actor, now=timezone.now()))


@require_POST
@open_to("campaigns.record")
def add_campaign(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note a campaign."""
    standing, row, form = standing_of(request), found(request, account), forms.CampaignForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    wish = form.cleaned_data
    return done(
        request,
        account,
        lambda: flows.add_campaign(
            row, wish["name"], wish["begins_at"], wish["ends_at"], by=standing.actor, now=timezone.now()
        ),
    )


@require_POST
@open_to("campaigns.record")
def end_campaign(request: HttpRequest, account: UUID, campaign: UUID) -> HttpResponse:
    """Note that a campaign is over."""
    standing, row = standing_of(request), found(request, account)
    return done(request, account, lambda: flows.end_campaign(row, campaign, by=standing.actor, now=timezone.now()))


@require_POST
@open_to("payment.record")
def payment(request: HttpRequest, account: UUID) -> HttpResponse:
    """Note how ads are paid."""
    standing, row, form = standing_of(request), found(request, account), forms.PaymentForm(request.POST)
    if not form.is_valid():
        return refused(request, account, form)
    wish = form.cleaned_data
    return done(
        request,
        account,
        lambda: flows.note_payment(row, wish["note"], wish["virtual"], by=standing.actor, now=timezone.now()),
    )
