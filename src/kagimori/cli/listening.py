"""The socket on which the console listens, and what can keep it from that; used by `serve` and `web`."""

from __future__ import annotations

import errno
import socket

from kagimori.core.errors import Refused

BACKLOG = 256


class PortTaken(Refused):
    """Somebody else listens at `host` and `port`."""

    code = "start.port_taken"


class PortForbidden(Refused):
    """The system lets only its administrator listen at `port`."""

    code = "start.port_forbidden"


class AddressUnknown(Refused):
    """This machine has no such address: `host` says which."""

    code = "start.address_unknown"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.  Raises PortTaken, PortForbidden or AddressUnknown."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise AddressUnknown(host=host) from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as problem:
        listening.close()
        kinds = {errno.EADDRINUSE: PortTaken, errno.EACCES: PortForbidden}
        raise kinds.get(problem.errno or 0, AddressUnknown)(host=host, port=port) from None
    return listening
