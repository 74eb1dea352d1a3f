"""What every page must know of outside systems: whether one of them is a stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def banner(_request: HttpRequest) -> dict[str, bool]:
    """Return `drill`: True while a stand-in may answer in place of the real platform."""
    return {"drill": settings.STANDIN_ALLOWED}
