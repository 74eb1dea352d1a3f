"""Loads the authenticator apps, and the sentences that join the checklist about the time.

`data/authenticators.toml` holds one record per app and one named `between`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.doctor.authenticators import Authenticator
from kagimori.core.doctor.guides import OSES
from kagimori.core.text import Text
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.knowledge.record import Record

AUTHENTICATORS = Path(__file__).parent / "data" / "authenticators.toml"
BETWEEN = ("reopen", "new_code", "vpn_back", "no_button")


@cache
def load_authenticators() -> Mapping[str, Authenticator]:
    """Return every app by its id; raises BookError where a record is wrong."""
    return {record.name: _app(record) for record in read_records(AUTHENTICATORS) if record.name != "between"}


@cache
def load_time_sentences() -> Mapping[str, Text]:
    """Return the sentences between the guides in the checklist about the time."""
    record = next(record for record in read_records(AUTHENTICATORS) if record.name == "between")
    sentences = {name: record.part(name).text() for name in BETWEEN}
    record.finish()
    return sentences


def _app(record: Record) -> Authenticator:
    words = record.both()
    button = record.part("time_button")
    app = Authenticator(
        id=record.name,
        name=record.words("name"),
        time_button={os: _text(button.part(os)) if button.has(os) else None for os in OSES},
        several_devices=words.text("several_devices"),
        new_phone=words.text("new_phone"),
        lost_phone=words.text("lost_phone"),
        proof=record.proof(),
    )
    for rest in (words, button, record):
        rest.finish()
    return app


def _text(record: Record) -> Text:
    text = Text(record.words("ja"), record.words("en"))
    record.finish()
    return text
