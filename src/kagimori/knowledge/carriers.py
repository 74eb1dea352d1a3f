"""Loads the carriers: switches for texts, setting for texts from abroad, page of faults.

`data/carriers.toml` holds one record per carrier with the tables `spam`, `abroad` and `status`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kagimori.core.doctor.carriers import Carrier, CarrierKind, StatusPage, Switch
from kagimori.core.doctor.guides import State
from kagimori.core.text import Text
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.knowledge.record import Record

CARRIERS = Path(__file__).parent / "data" / "carriers.toml"
NOT_KNOWN = "not known"


@cache
def load_carriers() -> Mapping[str, Carrier]:
    """Return every carrier by its id; raises BookError where a record is wrong."""
    return read_carriers(CARRIERS)


def read_carriers(path: Path) -> dict[str, Carrier]:
    """Return the carriers of one file; a network that is no major carrier of the file is a fault."""
    carriers: dict[str, Carrier] = {}
    for record in read_records(path):
        carrier = carriers[record.name] = _carrier(record)
        for network in carrier.network:
            if network not in carriers or carriers[network].kind != "major":
                raise record.fault("network", f"no major carrier {network} above")
    return carriers


def _carrier(record: Record) -> Carrier:
    carrier = Carrier(
        id=record.name,
        kind=record.one_of("kind", get_args(CarrierKind)),
        network=record.list("network"),
        name=Text(record.words("ja"), record.words("en")),
        spam=_switch(record.part("spam")),
        abroad=_switch(record.part("abroad")),
        status=_status(record.part("status")),
    )
    record.finish()
    return carrier


def _switch(record: Record) -> Switch:
    words = record.both()
    switch = Switch(
        name=words.text("name"),
        state=record.one_of("state", get_args(State), default="steps"),
        steps=words.texts("steps"),
        proof=record.proof(),
    )
    if not switch.steps:
        raise record.fault("steps", "at least one sentence is wanted")
    words.finish()
    record.finish()
    return switch


def _status(record: Record) -> StatusPage:
    url = record.words("url")
    if url != NOT_KNOWN and not url.startswith("https://"):
        raise record.fault("url", f"an https address or '{NOT_KNOWN}' is wanted")
    page = StatusPage(
        url=None if url == NOT_KNOWN else url,
        words=Text(record.words("ja"), record.words("en")),
        proof=record.proof(),
    )
    record.finish()
    return page
