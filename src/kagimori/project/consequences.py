"""What follows from the chosen settings, as plain functions; each fails closed.

Values and texts in, values out; the only thing asked of the machine is its own name and addresses.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kagimori.project.table import BadSetting

if TYPE_CHECKING:
    from pathlib import Path

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
# How long a writer waits for another before it gives up, in seconds.
SQLITE_PATIENCE = 20


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach `host`."""
    if host.strip("[]") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def reached_from_here_alone(host: str, public_url: str) -> bool:
    """Return whether nobody else can reach the console: a proxy's public address opens a loopback address too."""
    public = urlsplit(public_url).hostname
    return is_loopback(host) and (public is None or is_loopback(public))


def debug(*, wanted: bool, host: str, public_url: str) -> bool:
    """Return whether pages may show the details of errors; raises BadSetting where others could read them."""
    if wanted and not reached_from_here_alone(host, public_url):
        raise BadSetting(name="KAGIMORI_DEBUG", problem="yes", hint="KAGIMORI_DEBUG=no")
    return wanted


def hosts(host: str, public_url: str, further: tuple[str, ...]) -> list[str]:
    """Return the host names under which the console answers; a name that nobody gave is refused."""
    names = {*LOOPBACK_NAMES, *further}
    if public_url:
        names.add(urlsplit(public_url).hostname or "")
    if host in ("0.0.0.0", "::", "*"):  # noqa: S104  # compared, not bound
        names.update(_own_names())
    else:
        names.add(f"[{host}]" if ":" in host and not host.startswith("[") else host)
    return sorted(names - {""})


def _own_names() -> set[str]:
    name = socket.gethostname()
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(name, None)}
    except OSError:
        found = set()
    return {name, *(f"[{address}]" if ":" in address else address for address in found)}


def sqlite(data: Path) -> dict[str, Any]:
    """Return Django's description of our SQLite file: readers beside one writer, and writers that queue."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data / "kagimori.sqlite3"),
        "OPTIONS": {
            "timeout": SQLITE_PATIENCE,
            # A transaction that starts by reading and then writes would else fail at once beside another writer.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
