"""The one button after a takeover."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kagimori.console.accounts.views.opening import METHODS, found
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.look.parts import Confirm
from kagimori.console.people import words
from kagimori.console.vault.reset import flows
from kagimori.console.vault.reset.forms import ResetForm
from kagimori.console.vault.reset.queries import reset_state
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount

ALSO = "authenticator.manage"


@require_http_methods(METHODS)
@open_to("codes.manage")
@fresh
def reset(request: HttpRequest, account: UUID) -> HttpResponse:
    """Say what becomes void, ask what happened, and make it void."""
    standing, row = standing_of(request), found(request, account)
    if not standing.may(ALSO, str(account)):
        return render(request, "doors/not_allowed.html", {"right": ALSO}, status=HTTPStatus.FORBIDDEN)
    form = ResetForm(request.POST if request.method == "POST" else None)
    back = reverse("accounts:account", args=[standing.key, account])
    if form.is_valid():
        try:
            flows.reset(row, form.cleaned_data["why"], by=standing.actor, now=timezone.now())
            messages.success(request, _("Codes and key are void. Now get new ones at Instagram and keep them here."))
            return redirect("vault:reset_state", team=standing.key, account=account)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    shown = {"ask": _ask(row, back), "form": form}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "look/confirm.html", shown, status=status)


@require_safe
@open_to("accounts.see")
def anew(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show what is still to be made anew after a reset, and that it is done only when both are."""
    standing, row = standing_of(request), found(request, account)
    state = reset_state(row)
    if state is None:
        raise Http404
    may = {"codes": standing.may("codes.manage", str(account)), "app": standing.may(ALSO, str(account))}
    shown = {"state": state, "account": row, "key": standing.key, "may": may}
    return render(request, "vault/reset/anew.html", shown)


def _ask(account: InstagramAccount, back: str) -> Confirm:
    return Confirm(
        title=_("After a takeover: make everything of %(account)s void") % {"account": account},
        sentence=_("Whoever was in the account may know both. Kagimori hands out neither from then on."),
        word=_("Make both void"),
        back=back,
        points=(
            _("The sheet of backup codes: every code that is left is void."),
            _("The authenticator: Kagimori shows no more codes of its key."),
            _("At Instagram both still work. Make new codes there, and set two-step verification up anew, at once."),
        ),
        danger=True,
    )
