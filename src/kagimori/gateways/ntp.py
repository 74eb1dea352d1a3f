"""The network's time (NTP, RFC 5905): how far this machine's clock is ahead of servers that are asked.

All servers are asked at once; what one says wrongly, late or in another language counts as silence.  What an offset
means and how it is worked out is `core.clock`'s.  No error of ntplib or of a socket leaves this module.
"""

from __future__ import annotations

import threading
from time import monotonic, time
from typing import TYPE_CHECKING, NamedTuple

import ntplib

from kagimori.core.clock import Offset, Trip, offset_of, together
from kagimori.core.errors import BadInput, Unreachable

if TYPE_CHECKING:
    from collections.abc import Sequence

PORT = 123
# What a double loses of a time counted from 1900, twice over.
RESOLUTION_S = 1e-6
_VERSION, _SERVER_MODE, _UNSYNCHRONISED, _STRATA = 4, 4, 3, range(1, 16)


class ServerName(BadInput):
    """What was named is no `HOST` or `HOST:PORT`."""

    code = "ntp.server_name"


class TimeUnreachable(Unreachable):
    """None of the `hosts` told the time."""

    code = "ntp.unreachable"


class Server(NamedTuple):
    """Where to ask."""

    host: str
    port: int = PORT


class Reading(NamedTuple):
    """What one server said: the offset of this machine's clock, and how many hops the server is from a true clock."""

    server: Server
    offset: Offset
    stratum: int


class Measurement(NamedTuple):
    """The median over all servers that answered, with each, and those that did not."""

    offset: Offset
    readings: tuple[Reading, ...]
    silent: tuple[Server, ...]


def server_named(text: str) -> Server:
    """Return the server of `HOST`, `HOST:PORT`, `[IPV6]:PORT` or a bare IPv6 address.  Raises ServerName."""
    host, colon, port = text.strip().rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):
        host, port = text.strip(), str(PORT)
    host = host.removeprefix("[").removesuffix("]")
    plain = host and host.isprintable() and host.isascii() and not set(" /@?#[]") & set(host)
    if not plain or not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 2**16):
        raise ServerName(found=text[:40])
    return Server(host, int(port))


def measure(servers: Sequence[Server], *, trips: int, timeout_s: float) -> Measurement:
    """Return how far this machine's clock is ahead, asking each server `trips` times.

    Takes at most `timeout_s` for each trip and one more for looking names up.  Raises TimeUnreachable where no server
    told the time.
    """
    told: dict[Server, Reading] = {}

    def ask_one(server: Server) -> None:
        reading = ask(server, trips=trips, timeout_s=timeout_s)
        if reading:
            told[server] = reading

    # Daemons: a name that is looked up for ever must not hold the process, or the person, up.
    threads = [threading.Thread(target=ask_one, args=(server,), daemon=True) for server in servers]
    end = monotonic() + timeout_s * (trips + 1)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - monotonic()))
    readings = tuple(told[server] for server in servers if server in told)
    if not readings:
        raise TimeUnreachable(hosts=", ".join(server.host for server in servers))
    silent = tuple(server for server in servers if server not in {reading.server for reading in readings})
    return Measurement(together([reading.offset for reading in readings]), readings, silent)


def ask(server: Server, *, trips: int, timeout_s: float) -> Reading | None:
    """Return what one server says, or None where it does not tell the time."""
    answers: list[ntplib.NTPStats] = []
    for _ in range(trips):
        answer = _trip(server, timeout_s)
        if answer is None:
            break  # a server that has been silent once would only cost more waiting
        answers.append(answer)
    if not answers:
        return None
    try:
        seen = offset_of([_as_trip(answer) for answer in answers], resolution_s=RESOLUTION_S)
    except BadInput:
        return None
    farther = max(answer.root_delay / 2 + answer.root_dispersion for answer in answers)
    return Reading(server, Offset(seen.ahead_s, seen.uncertainty_s + farther), answers[0].stratum)


def _trip(server: Server, timeout_s: float) -> ntplib.NTPStats | None:
    sent = time()
    try:
        answer = ntplib.NTPClient().request(server.host, version=_VERSION, port=server.port, timeout=timeout_s)
    except (ntplib.NTPException, OSError, UnicodeError):
        return None
    return answer if _is_time(answer, sent) else None


def _is_time(answer: ntplib.NTPStats, sent: float) -> bool:
    """Return whether a server that knows the time answered this very question: it repeats the moment we sent."""
    knows = answer.mode == _SERVER_MODE and answer.stratum in _STRATA and answer.leap != _UNSYNCHRONISED
    return knows and sent - RESOLUTION_S <= answer.orig_time <= answer.dest_time + RESOLUTION_S


def _as_trip(answer: ntplib.NTPStats) -> Trip:
    return Trip(answer.orig_time, answer.recv_time, answer.tx_time, answer.dest_time)
