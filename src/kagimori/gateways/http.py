"""The one way out to the web: small answers, soon, and never into somebody's own network.

A name is looked up first, every address behind it is judged, and the connection goes to the judged address itself, so
that a name cannot change its mind in between.  Redirects are not followed.  Loopback is allowed only where the caller
says that a stand-in may answer.  Nothing of the library below leaves this file: what fails is `Unreachable`.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx2

from kagimori.core.errors import Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Resolve = Callable[[str, int], list[str]]

MOST_BYTES = 2_000_000
MOST_SECONDS = 10.0
# Networks of one's own (RFC 1918, RFC 4193).
INSIDE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
# Addresses of this block carry an IPv4 address inside, which may be a private one (RFC 6052).
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status code, the media type without its parameters, and the body."""

    code: int
    media: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Door:
    """How far out a request may go: `inside_host` is the one name that may lie in somebody's own network."""

    loopback_allowed: bool = False
    inside_host: str = ""
    resolve: Resolve | None = None
    most_bytes: int = MOST_BYTES
    most_seconds: float = MOST_SECONDS


def get(
    url: str,
    *,
    loopback_allowed: bool = False,
    resolve: Resolve | None = None,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
) -> Answer:
    """Return the answer to one GET.  Raises Unreachable with `reason` and `host`, and never for the status code."""
    door = Door(loopback_allowed=loopback_allowed, resolve=resolve, most_bytes=most_bytes, most_seconds=most_seconds)
    return send("GET", url, door)


def send(method: str, url: str, door: Door, *, form: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to one request, with `form` as its body.  Raises as `get` does."""
    most_seconds, most_bytes = door.most_seconds, door.most_bytes
    target = httpx2.URL(url)
    if target.scheme not in ("http", "https") or not target.host:
        raise Unreachable(host=target.host, reason="address")
    port = target.port or (443 if target.scheme == "https" else 80)
    found = (door.resolve or look_up)(target.host, port)
    inside = target.host == door.inside_host
    address = judged(target.host, found, loopback_allowed=door.loopback_allowed, inside_allowed=inside)
    deadline = time.monotonic() + most_seconds
    try:
        # The environment's proxies are not used: behind one, the judged address would mean nothing.
        with (
            httpx2.Client(timeout=most_seconds, trust_env=False) as client,
            client.stream(
                method,
                target.copy_with(host=address),
                data=form,
                headers={"Host": target.netloc.decode(), "Accept": "application/json", "User-Agent": "kagimori"},
                extensions={"sni_hostname": target.host},
            ) as response,
        ):
            body = _body(response.iter_bytes(), target.host, most_bytes=most_bytes, deadline=deadline)
            media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Answer(response.status_code, media, body)
    except httpx2.TimeoutException:
        raise Unreachable(host=target.host, reason="timeout") from None
    except httpx2.HTTPError:
        raise Unreachable(host=target.host, reason="no_connection") from None


def _body(chunks: Iterable[bytes], host: str, *, most_bytes: int, deadline: float) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most_bytes:
            raise Unreachable(host=host, reason="too_large")
        # The library's limit is for each piece; a server that drips could keep us for ever.
        if time.monotonic() > deadline:
            raise Unreachable(host=host, reason="timeout")
    return bytes(body)


def look_up(host: str, port: int) -> list[str]:
    """Return every address behind `host`; raises Unreachable where the name is not known."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(host=host, reason="name") from None
    return [str(entry[4][0]) for entry in found]


def judged(host: str, addresses: list[str], *, loopback_allowed: bool, inside_allowed: bool = False) -> str:
    """Return the address to connect to.  Raises Unreachable if any of them lies inside somebody's own network.

    With `inside_allowed` an address of a company's own network will do, though never this machine or its neighbours.
    """
    for address in addresses:
        inside = inside_allowed and _inside(address)
        if not (is_public(address) or inside or (loopback_allowed and _loopback(address))):
            raise Unreachable(host=host, reason="private")
    if not addresses:
        raise Unreachable(host=host, reason="name")
    return addresses[0]


def is_public(address: str) -> bool:
    """Return whether everybody on the internet would reach the same machine there."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in TRANSLATED):
        return False
    return ip.is_global and not ip.is_multicast


def _inside(address: str) -> bool:
    """Return whether the address belongs to a network of one's own (RFC 1918, RFC 4193)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return any(ip in network for network in INSIDE if network.version == ip.version)


def _loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback
