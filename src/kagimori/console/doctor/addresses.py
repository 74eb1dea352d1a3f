"""The console's address as another device sees it, for links and QR codes.

`--public-url` rules.  Without it the address of the request will do, unless only this machine knows it: then there is
no address, and the page explains how to serve on the network.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpRequest


def from_elsewhere(request: HttpRequest, route: str, *args: object) -> str | None:
    """Return the full address of a route, or None where no other device could open it."""
    path = reverse(route, args=args)
    if settings.PUBLIC_URL:
        return f"{settings.PUBLIC_URL}{path}"
    return None if _is_here_alone(request.get_host()) else request.build_absolute_uri(path)


def _is_here_alone(host: str) -> bool:
    name = host.rsplit(":", 1)[0].strip("[]") if not host.endswith("]") else host.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
