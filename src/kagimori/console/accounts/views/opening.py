"""What the room's views share: the account of the address, and a button's deed with its way back to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kagimori.console.accounts import queries
from kagimori.console.doors.decorators import standing_of
from kagimori.console.people import words
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from kagimori.console.accounts.models import InstagramAccount

METHODS = ["GET", "HEAD", "POST"]


def found(request: HttpRequest, account: UUID) -> InstagramAccount:
    """Return the living account that this member sees; raises Http404."""
    row = queries.account(standing_of(request), str(account))
    if row is None:
        raise Http404
    return row


def done(request: HttpRequest, account: UUID, deed: Callable[[], object], said: str = "") -> HttpResponse:
    """Do the deed of a button and go back to the account's page, with what happened."""
    try:
        deed()
        if said:
            messages.success(request, said)
    except KagimoriError as error:
        messages.error(request, words.fault(error))
    return redirect("accounts:account", team=standing_of(request).key, account=account)


def refused(request: HttpRequest, account: UUID, form: Form) -> HttpResponse:
    """Go back to the account's page and say what was wrong with the form."""
    shown = {name: texts for name, texts in form.errors.items() if name in form.fields}
    wrong = [f"{form[name].label}: {' '.join(map(str, texts))}" for name, texts in shown.items()]
    messages.error(request, " ".join(wrong) or _("This answer does not fit the step."))
    return redirect("accounts:account", team=standing_of(request).key, account=account)
