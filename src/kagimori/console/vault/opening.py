"""What all views of the vault share: the account of the address, and the deed of a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages

from kagimori.console.accounts.views.opening import METHODS, found
from kagimori.console.people import words
from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

__all__ = ["METHODS", "done", "found"]


def done(request: HttpRequest, deed: Callable[[], object], said: str = "") -> bool:
    """Do the deed of a button, and leave a message of what happened; return whether it was done."""
    try:
        deed()
    except KagimoriError as error:
        messages.error(request, words.fault(error))
        return False
    if said:
        messages.success(request, said)
    return True
