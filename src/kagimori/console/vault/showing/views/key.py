"""The page that shows the key itself, once."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from kagimori.console.accounts.views.opening import METHODS, found
from kagimori.console.doors.decorators import fresh, open_to, standing_of
from kagimori.console.people import words
from kagimori.console.vault.authenticators import queries as keys
from kagimori.console.vault.authenticators.views.letting_out import in_groups
from kagimori.console.vault.revealing import page_with
from kagimori.console.vault.showing import flows
from kagimori.console.vault.showing.forms import RevealForm
from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.gateways import qr

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount

TEMPLATE = "vault/showing/reveal.html"


@require_http_methods(METHODS)
@open_to("authenticator.manage")
@fresh
def key(request: HttpRequest, account: UUID) -> HttpResponse:
    """Say what it means to see the key, ask why, and show it this once: a page opened again asks again."""
    row = found(request, account)
    if keys.living(row) is None:
        raise Http404
    form = RevealForm(request.POST if request.method == "POST" else None)
    shown = {"form": form, "account": row, "key": standing_of(request).key}
    answer = _shown(request, row, form, shown) if form.is_valid() else None
    if answer is not None:
        return answer
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, TEMPLATE, shown, status=status)


@sensitive_variables()
def _shown(
    request: HttpRequest, account: InstagramAccount, form: RevealForm, shown: dict[str, Any]
) -> HttpResponse | None:
    """Return the page with the key; None, with the reason in the form, where there is none any more."""
    by, now = standing_of(request).actor, timezone.now()
    try:
        out = flows.reveal_key(account, form.cleaned_data["why"], by=by, now=now)
    except KagimoriError as error:
        form.add_error(None, words.fault(error))
        return None
    drawing = qr.drawing(out.uri.reveal().decode())
    values = {"path": Secret(drawing.path.encode()), "key": in_groups(out.key)}
    return page_with(request, TEMPLATE, {**shown, "size": drawing.size}, values)
