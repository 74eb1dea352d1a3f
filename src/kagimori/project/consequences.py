"""What follows from the chosen settings, as plain functions; each fails closed.

Values and texts in, values out; the only thing asked of the machine is its own name and addresses.
"""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kagimori.cli.addresses import in_brackets, is_everywhere, is_loopback
from kagimori.project.table import BadSetting

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
# An address for documentation (RFC 5737): the way there is the way out, and nobody is there.
ELSEWHERE = ("198.51.100.1", 9)
# How long a writer waits for another before it gives up, in seconds.
SQLITE_PATIENCE = 20


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
    names.update(_own_names() if is_everywhere(host) else {in_brackets(host)})
    return sorted(names - {""})


def _own_names() -> set[str]:
    """Return this machine's name and the addresses that belong to it, as far as it knows them."""
    name = socket.gethostname()
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(name, None)}
    except OSError:
        found = set()
    return {name, *map(in_brackets, found | _outward_address())}


def _outward_address() -> set[str]:
    """Return the address that the rest of the network sees; empty without a network.  Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return set()
        return {str(probe.getsockname()[0])}


def key_folder(data: Path, chosen: str) -> Path:
    """Return where the keys lie: where somebody has put them, or beside the data."""
    return Path(chosen).expanduser().absolute() if chosen else data / "keys"


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


def others(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return through whom people may log in beside us; empty for nobody.  Raises BadSetting where a part is missing."""
    issuer = chosen["KAGIMORI_OIDC_ISSUER"]
    if not issuer:
        return {}
    for name in ("KAGIMORI_OIDC_CLIENT_ID", "KAGIMORI_OIDC_SECRET_FILE"):
        if not chosen[name]:
            raise BadSetting(name=name, problem="", hint="KAGIMORI_OIDC_CLIENT_ID, KAGIMORI_OIDC_SECRET_FILE")
    # In the clear everybody on the way could log in as anybody; a stand-in lies on this machine.
    here = chosen["KAGIMORI_STANDIN"] and is_loopback(urlsplit(issuer).hostname or "")
    if not issuer.startswith("https://") and not here:
        raise BadSetting(name="KAGIMORI_OIDC_ISSUER", problem=issuer, hint="https://…")
    return {
        "issuer": issuer,
        "client": chosen["KAGIMORI_OIDC_CLIENT_ID"],
        "secret_file": chosen["KAGIMORI_OIDC_SECRET_FILE"],
        "name": chosen["KAGIMORI_OIDC_NAME"],
        "domains": tuple(domain.lower().lstrip("@") for domain in chosen["KAGIMORI_OIDC_MAIL_DOMAINS"]),
        "match_mail": chosen["KAGIMORI_OIDC_MATCH_MAIL"],
        "inside": chosen["KAGIMORI_OIDC_INSIDE"],
        "loopback": here,
    }
