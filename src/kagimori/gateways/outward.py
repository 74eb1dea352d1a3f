"""Keeps a library's connections out of somebody's own network, also after its names were looked up.

A library that does its own looking up could be told one address when we judge it and another when it connects.  So the
looking up itself is judged, for the thread that asks for it and for no other.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kagimori.core.errors import Unreachable
from kagimori.gateways.http import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

_here = threading.local()
plain = socket.getaddrinfo


@contextmanager
def outward(*, loopback_allowed: bool) -> Iterator[None]:
    """Let this thread connect to public addresses only; loopback as well where a stand-in may answer."""
    _here.loopback_allowed = loopback_allowed
    try:
        yield
    finally:
        del _here.loopback_allowed


def _judging(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
    found = plain(host, port, *args, **kwargs)
    allowed = getattr(_here, "loopback_allowed", None)
    if allowed is not None:
        name = host.decode() if isinstance(host, bytes) else str(host)
        try:
            judged(name, [str(entry[4][0]) for entry in found], loopback_allowed=allowed)
        except Unreachable:
            # Libraries know what to do with this one; ours would fall through them.
            raise PrivateAddress from None
    return found


class PrivateAddress(OSError):
    """The name leads into somebody's own network."""


socket.getaddrinfo = _judging
