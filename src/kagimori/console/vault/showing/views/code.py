"""The page that shows a code: for those with the right, and for those with whom it is shared."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kagimori.console.accounts.views.opening import METHODS, found
from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.people import words
from kagimori.console.vault.revealing import page_with
from kagimori.console.vault.showing import flows, queries
from kagimori.console.vault.showing.forms import CodeForm
from kagimori.console.vault.showing.pages import code_page, shown_page
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.vault.models import Share

TEMPLATE = "vault/showing/code.html"


@require_http_methods(METHODS)
@open_to("authenticator.use")
def code(request: HttpRequest, account: UUID) -> HttpResponse:
    """Ask what the code is for, and show it."""
    return _page(request, found(request, account), None)


@require_safe
@open_to("team.see")
def shared_with_me(request: HttpRequest) -> HttpResponse:
    """List the accounts whose codes somebody lets this member see for a while."""
    standing, now = standing_of(request), timezone.now()
    rows = [(one, one.begins_at <= now) for one in queries.mine(standing, now)]
    return render(request, "vault/showing/shared.html", {"rows": rows, "key": standing.key})


@require_http_methods(METHODS)
@open_to("team.see")
def shared_code(request: HttpRequest, share: UUID) -> HttpResponse:
    """Ask what the code is for, and show it, to whom it is shared with; a 404 for everybody else."""
    row = queries.share(standing_of(request), share, timezone.now())
    if row is None or row.begins_at > timezone.now():
        raise Http404
    return _page(request, row.account, row)


def _page(request: HttpRequest, account: InstagramAccount, share: Share | None) -> HttpResponse:
    standing = standing_of(request)
    given = request.POST if request.method == "POST" else None
    form = CodeForm(given, initial={"purpose": "login", "case": request.GET.get("case", "")[:36]})
    shown = {
        "page": code_page(standing, account, timezone.now(), share),
        "form": form,
        "back": _back(standing.key, account, share),
    }
    answer = _shown(request, account, form, shown) if form.is_valid() else None
    if answer is not None:
        return answer
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, TEMPLATE, shown, status=status)


@sensitive_variables()
def _shown(
    request: HttpRequest, account: InstagramAccount, form: CodeForm, shown: dict[str, Any]
) -> HttpResponse | None:
    """Return the page with the code; None, with the reason in the form, where there is none to be seen."""
    now, asked = timezone.now(), form.cleaned_data
    try:
        seen = flows.show_code(account, standing_of(request), now, **asked)
    except KagimoriError as error:
        form.add_error(None, words.fault(error))
        return None
    values = {"code": seen.code} | ({"next": seen.next} if seen.next else {})
    return page_with(request, TEMPLATE, {**shown, "seen": shown_page(seen, now), "asked": asked}, values)


def _back(key: str, account: InstagramAccount, share: Share | None) -> str:
    if share is not None:
        return reverse("vault:shared_with_me", args=[key])
    return reverse("vault:authenticator", args=[key, account.pk])
