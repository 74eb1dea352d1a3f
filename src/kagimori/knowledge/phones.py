"""Loads the phones whose last system is known, from `data/phones.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import get_args

from kagimori.core.doctor.os_version import OldPhone, PhoneOs
from kagimori.core.text import fold
from kagimori.knowledge.record import Record, read_records

PHONES = Path(__file__).parent / "data" / "phones.toml"


@cache
def load_phones() -> tuple[OldPhone, ...]:
    """Return every phone in the list; raises BookError where a record is wrong."""
    return tuple(_phone(record) for record in read_records(PHONES))


def _phone(record: Record) -> OldPhone:
    last = record.number("last")
    if last is None:
        raise record.fault("last", "a number is wanted")
    phone = OldPhone(
        id=record.name,
        names=tuple(fold(name) for name in record.list("names")),
        os=record.one_of("os", get_args(PhoneOs)),
        last=int(last),
        proof=record.proof(),
    )
    record.finish()
    return phone
