"""Loads the mail services that are open to everybody: `data/public_mail.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kagimori.knowledge.record import read_records

FILE = Path(__file__).with_name("data") / "public_mail.toml"


@cache
def load_public_mail() -> frozenset[str]:
    """Return their domains, in lower case.  Raises BookError where the file is wrong."""
    (record,) = read_records(FILE)
    names = record.list("names")
    record.finish()
    for name in names:
        if name != name.lower() or "." not in name or "@" in name:
            raise record.fault("names", f"{name} is no domain in lower case")
    return frozenset(names)
