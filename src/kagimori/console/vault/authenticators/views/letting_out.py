"""The two pages on which something secret leaves while a key is set up; what leaves was written down first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from kagimori.console.doors.decorators import standing_of
from kagimori.console.look.parts import countdown
from kagimori.console.people import words
from kagimori.console.vault.authenticators import flows
from kagimori.console.vault.revealing import page_with
from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.gateways import qr

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kagimori.console.vault.models import Authenticator

TEMPLATE = "vault/authenticators/setup.html"
SIGNS_IN_A_GROUP = 4


@sensitive_variables()
def qr_page(request: HttpRequest, auth: Authenticator, shown: dict[str, Any]) -> HttpResponse | None:
    """Return the page with the QR code for all apps; None, with a message, for whoever may not see it."""
    try:
        laid = flows.lay_out(auth, by=standing_of(request).actor, now=timezone.now())
    except KagimoriError as error:
        messages.error(request, words.fault(error))
        return None
    drawing = qr.drawing(laid.uri.reveal().decode())
    values = {"path": Secret(drawing.path.encode()), "uri": laid.uri, "key": in_groups(laid.key)}
    return page_with(request, TEMPLATE, {**shown, "size": drawing.size}, values)


@sensitive_variables()
def code_page(request: HttpRequest, auth: Authenticator, shown: dict[str, Any]) -> HttpResponse | None:
    """Return the page with the code that Instagram asks for; None, with a message, for whoever may not see it."""
    now = timezone.now()
    try:
        to_type = flows.code_to_type(auth, by=standing_of(request).actor, now=now)
    except KagimoriError as error:
        messages.error(request, words.fault(error))
        return None
    until = datetime.fromtimestamp(to_type.valid_to, UTC)
    wait = countdown(_("This code is right until then"), until, now)
    return page_with(request, TEMPLATE, {**shown, "wait": wait}, {"code": to_type.code})


def in_groups(key: Secret) -> Secret:
    """Return the key in groups of four, as people compare it."""
    signs = key.reveal().decode()
    groups = (signs[place : place + SIGNS_IN_A_GROUP] for place in range(0, len(signs), SIGNS_IN_A_GROUP))
    return Secret(" ".join(groups).encode())
