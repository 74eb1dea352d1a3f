"""Which system a browser runs on, from what it says of itself.

Instructions are given for it.  Chrome on Android hides its version in the user agent and tells it beside, when asked;
what any of it is worth is judged in `core.doctor.os_version`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

    from kagimori.core.doctor.guides import Os

ASKED_FOR = "Sec-CH-UA-Platform-Version"


def of(request: HttpRequest) -> Os:
    """Return the system for which instructions are given; a browser that is on no phone counts as web."""
    agent = request.headers.get("user-agent", "")
    if "Android" in agent:
        return "android"
    return "ios" if any(name in agent for name in ("iPhone", "iPad", "iPod")) else "web"


def told(request: HttpRequest) -> str:
    """Return what the browser tells of its version, as a text to judge."""
    hint = request.headers.get(ASKED_FOR, "").strip('" ')
    return f"Android {hint}" if hint and of(request) == "android" else request.headers.get("user-agent", "")
