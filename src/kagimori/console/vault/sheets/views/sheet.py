"""The page of an account's backup codes, and the buttons beside each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kagimori.console.doors.decorators import open_to, standing_of
from kagimori.console.vault.codes import flows
from kagimori.console.vault.sheets.forms import PaperForm
from kagimori.console.vault.sheets.pages.sheet import sheet_page
from kagimori.console.vault.sheets.views.opening import code_of, done, found, to

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_safe
@open_to("accounts.see")
def codes(request: HttpRequest, account: UUID) -> HttpResponse:
    """Show what is left of an account's codes."""
    page = sheet_page(standing_of(request), found(request, account), timezone.now())
    return render(request, "vault/sheets/page.html", {"page": page, "paper_form": PaperForm(auto_id="paper_%s")})


@require_POST
@open_to("codes.use")
def reserve(request: HttpRequest, account: UUID) -> HttpResponse:
    """Keep the next code for the reader for a while."""
    standing, row = standing_of(request), found(request, account)
    said = _("One code is kept for you. Nobody else gets it meanwhile.")
    done(request, lambda: flows.reserve_code(row, standing.actor, timezone.now()), said)
    return to(request, account)


@require_POST
@open_to("codes.use")
def release(request: HttpRequest, account: UUID, code: UUID) -> HttpResponse:
    """Give a code back that was reserved."""
    standing, row = standing_of(request), code_of(request, account, code)
    done(request, lambda: flows.release(row.pk, standing.actor, timezone.now()), _("It is everybody's again."))
    return to(request, account)


@require_POST
@open_to("codes.use")
def worked(request: HttpRequest, account: UUID, code: UUID) -> HttpResponse:
    """Note that Instagram took a code."""
    standing, row, now = standing_of(request), code_of(request, account, code), timezone.now()
    if row.purpose == "drill":
        said = _("The sheet is real: Instagram took a code of it.")
        done(request, lambda: flows.say_drilled(row.pk, by=standing.actor, now=now, worked=True), said)
    else:
        said = _("Noted: code %(place)s is used up.") % {"place": row.place}
        done(request, lambda: flows.say_used(row.pk, standing.actor, now, case=row.case), said)
    return to(request, account)


@require_POST
@open_to("codes.use")
def refused(request: HttpRequest, account: UUID, code: UUID) -> HttpResponse:
    """Note that Instagram refused a code."""
    standing, row, now = standing_of(request), code_of(request, account, code), timezone.now()
    if row.purpose == "drill":
        said = _("Noted. Get a new sheet at Instagram: this one may be an old one.")
        done(request, lambda: flows.say_drilled(row.pk, by=standing.actor, now=now, worked=False), said)
    else:
        said = _("Noted: code %(place)s does not work. Nobody gets it any more.") % {"place": row.place}
        done(request, lambda: flows.say_spoiled(row.pk, standing.actor, now), said)
    return to(request, account)


@require_POST
@open_to("codes.use")
def back(request: HttpRequest, account: UUID, code: UUID) -> HttpResponse:
    """Take the last change of a code back."""
    standing, row = standing_of(request), code_of(request, account, code)
    said = _("Taken back: code %(place)s is as it was before.") % {"place": row.place}
    done(request, lambda: flows.take_back(row.pk, standing.actor, timezone.now()), said)
    return to(request, account)
