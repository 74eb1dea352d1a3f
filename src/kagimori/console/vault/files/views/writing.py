"""Taking keys out as a file for another app: sealed first, a reason always, logged before it leaves."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kagimori.console.accounts import queries as accounts
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.people import words
from kagimori.console.vault.files import flows
from kagimori.console.vault.files.flows.writing import SEALED
from kagimori.console.vault.files.forms import TakeOutForm
from kagimori.console.vault.models import Authenticator
from kagimori.core.errors import KagimoriError
from kagimori.core.otp.files import aegis, bitwarden, twofauth, uris

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kagimori.console.accounts.models import InstagramAccount

METHODS = ["GET", "HEAD", "POST"]
RIGHT = "authenticator.manage"
NAMES = {
    SEALED: "kagimori-aegis-sealed.json",
    aegis.ID: "kagimori-aegis.json",
    twofauth.ID: "kagimori-2fauth.json",
    bitwarden.ID: "kagimori-bitwarden.json",
    uris.ID: "kagimori-otpauth.txt",
}


@require_http_methods(METHODS)
@open_to(RIGHT)
@fresh
@sensitive_post_parameters()
def take_out(request: HttpRequest) -> HttpResponse:
    """Ask what is to go out and why, and send it."""
    mine = _with_key(request)
    form = TakeOutForm(request.POST if request.method == "POST" else None, accounts=mine)
    if form.is_valid():
        try:
            return _file(request, form, mine)
        except KagimoriError as error:
            form.add_error(None, words.fault(error))
    shown = {"form": form, "key": standing_of(request).key, "any": bool(mine)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "vault/files/take_out.html", shown, status=status)


@sensitive_variables()
def _file(request: HttpRequest, form: TakeOutForm, mine: list[InstagramAccount]) -> HttpResponse:
    wish, standing = form.cleaned_data, standing_of(request)
    chosen = [account for account in mine if str(account.pk) in wish["accounts"]]
    written = flows.write(
        standing.team, chosen, wish["form"], form.secret(), wish["why"], by=standing.actor, now=timezone.now()
    )
    answer = HttpResponse(written.reveal(), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{NAMES[wish["form"]]}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _with_key(request: HttpRequest) -> list[InstagramAccount]:
    """Return the accounts that have a key and whose authenticator this member manages."""
    standing = standing_of(request)
    living = set(
        Authenticator.objects.filter(account__team_id=standing.team, stage="living").values_list("account", flat=True)
    )
    return [row for row in accounts.visible(standing) if row.pk in living and standing.may(RIGHT, str(row.pk))]
