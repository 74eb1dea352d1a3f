"""Who asks, and from where: the hand behind a request, as flows and the timeline take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kagimori.core.people.standing import Actor

if TYPE_CHECKING:
    from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the network address that a request came from, as the proxy in front has told it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def actor_of(request: HttpRequest) -> Actor:
    """Return the person who is logged in, as somebody who does a deed on a page."""
    return Actor(str(cast("Any", request.user).opaque), "web", address_of(request))
