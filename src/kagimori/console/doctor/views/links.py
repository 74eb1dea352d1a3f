"""Going on on another device, and asking a colleague: links that carry a right, and a line that carries none.

The address of a link is shown once, in the answer to the press of the button; only its hash is kept.  Opening it
changes nothing (previews open links too); the button on its page trades it for a cookie.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote as in_address

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kagimori.console.doctor import browser, flows, limits, queries
from kagimori.console.doctor.addresses import from_elsewhere
from kagimori.console.doctor.advising import advice_for
from kagimori.console.doctor.gate import for_users, language
from kagimori.console.doctor.pages import glance, told
from kagimori.console.doctor.pages.books import books
from kagimori.console.doctor.pages.case import following
from kagimori.console.doctor.views.case import for_holders
from kagimori.console.status import queries as status
from kagimori.gateways import qr

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from kagimori.console.doctor.pages.glance import Platform
    from kagimori.console.doctor.queries import Held

TAKING = "kagimori_taking"
# Letters of the trouble in the line for a colleague; chats cut longer lines anyway.
TROUBLE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class SharePage:
    """Everything that `doctor/share.html` lays out; `link` is there only right after it was made."""

    id: str
    line: str
    line_address: str
    mail_address: str
    living: int
    platform: Platform
    can_link: bool
    link: str = ""
    code: qr.Drawing | None = None
    ends_at: datetime | None = None


@require_GET
@for_holders
def share(request: HttpRequest, held: Held) -> HttpResponse:
    """Show the line for a colleague, and offer a link."""
    return render(request, "doctor/share.html", {"page": _page(request, held)})


@require_POST
@for_holders
def make_link(request: HttpRequest, held: Held) -> HttpResponse:
    """Make a link and show it, once."""
    now = timezone.now()
    limits.knock(request, "take", now)
    page = _page(request, held)
    if page.can_link:
        token = flows.make_link(held.row, now)
        page = _page(request, held, link=from_elsewhere(request, "doctor:with", token) or "")
    return _guarded(render(request, "doctor/share.html", {"page": page}))


@require_POST
@for_holders
def revoke(_request: HttpRequest, held: Held) -> HttpResponse:
    """Call all links of the case back."""
    flows.revoke_links(held.row, timezone.now())
    return redirect("doctor:share", held.case.id)


# With no referrer browsers send no origin either, and Django's own check would refuse the form.  This page checks
# by a pair of its own: a cookie and a hidden field that only this page can have set together.
@csrf_exempt
@require_http_methods(["GET", "POST"])
@for_users
def take(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link opens, or trade it for a cookie."""
    now = timezone.now()
    limits.knock(request, "take", now)
    if request.method == "POST":
        return _guarded(_take(request, token, now))
    if not queries.link_lives(browser.hashed(token, "link"), now):
        raise flows.LinkDead
    pair = browser.new_token()
    response = render(request, "doctor/with.html", {"pair": pair})
    path = request.path
    response.set_cookie(
        TAKING, pair, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE, path=path
    )
    return _guarded(response)


def _take(request: HttpRequest, token: str, now: datetime) -> HttpResponse:
    pair = request.COOKIES.get(TAKING, "")
    if not pair or not hmac.compare_digest(pair, request.POST.get("pair", "")):
        raise flows.LinkDead
    mine = browser.token_of(request) or browser.new_token()
    case = flows.take_link(token, browser.hashed(mine, "browser"), now)
    response = browser.remember(redirect("doctor:case", case.pk), mine)
    response.delete_cookie(TAKING, path=request.path)
    return response


def _guarded(response: HttpResponse) -> HttpResponse:
    """Return the response so that its address goes nowhere else and stays nowhere."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _page(request: HttpRequest, held: Held, *, link: str = "") -> SharePage:
    now = timezone.now()
    line, subject = state_line(held, now), _("Can you help? Instagram login")
    return SharePage(
        id=held.case.id,
        line=line,
        line_address=f"https://line.me/R/share?text={in_address(line)}",
        mail_address=f"mailto:?subject={in_address(subject)}&body={in_address(line)}",
        living=queries.living_links(held.row, now),
        platform=glance.platform(status.now(now), now),
        can_link=from_elsewhere(request, "doctor:start") is not None,
        link=link,
        code=qr.drawing(link) if link else None,
        ends_at=queries.newest_link_ends(held.row) if link else None,
    )


def state_line(held: Held, now: datetime) -> str:
    """Return where the case stands in one line that gives nothing away: the trouble, the suspect, the next step."""
    read, lang = books(), language()
    advice = advice_for(read.book, held, status.now(now), now)
    causes = glance.cause_bars(advice, read.book, lang, 1)
    suspect = f"{causes[0].word} ({causes[0].percent}%)" if causes else _("not known yet")
    step = advice.step
    known = step.id in read.book.actions or step.id in read.book.observations
    ahead = following(step, read.book, lang).words if known else _("a question or a wait")
    line = _(
        "[Kagimori] Instagram login stuck: %(trouble)s / Suspected: %(suspect)s / Next: %(step)s / "
        "Safe tries left this hour: %(tries)s. Please do not try by yourself, and write no codes here."
    )
    return line % {
        "tries": advice.tries.left_this_hour if advice.tries.known else _("not counted yet"),
        "trouble": told.title(held.case, lang)[:TROUBLE_LENGTH],
        "suspect": suspect,
        "step": ahead,
    }
