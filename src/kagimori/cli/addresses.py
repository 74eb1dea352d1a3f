"""What an address to listen on means: this machine alone, every network, or one of them."""

from __future__ import annotations

import ipaddress


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach `host`."""
    ip = _ip(host)
    return host == "localhost" if ip is None else ip.is_loopback


def is_everywhere(host: str) -> bool:
    """Return whether `host` means every address of this machine."""
    ip = _ip(host)
    return ip is not None and ip.is_unspecified


def in_brackets(host: str) -> str:
    """Return `host` as it stands in a web address."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def here(host: str, port: int) -> str:
    """Return the web address at which this machine itself reaches what listens on `host`."""
    return f"http://{'127.0.0.1' if is_everywhere(host) else in_brackets(host)}:{port}"


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
