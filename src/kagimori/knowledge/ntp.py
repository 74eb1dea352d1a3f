"""Loads `data/ntp.toml`: the time servers that are asked where nobody names one, in their order."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from kagimori.core.doctor.guides import Proof
    from kagimori.core.text import Text


class TimeServer(NamedTuple):
    """A public time server: its name on the network, whose it is, and where that is written."""

    host: str
    words: Text
    proof: Proof


@cache
def load_time_servers() -> tuple[TimeServer, ...]:
    """Return the servers in the order of the file.  Raises BookError where a record is wrong."""
    return read_time_servers(Path(__file__).parent / "data" / "ntp.toml")


def read_time_servers(path: Path) -> tuple[TimeServer, ...]:
    """Return the servers of one file."""
    servers = []
    for record in read_records(path):
        servers.append(TimeServer(record.name, record.text(), record.proof()))
        record.finish()
    return tuple(servers)
