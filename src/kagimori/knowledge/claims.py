"""Loads the claims, and the names of the article's layers.

`data/claims.toml` holds one record per claim, in our own words; `data/groups.toml` the names.  Which layer and group
a cause belongs to stands in the book.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kagimori.core.doctor.claims import MEASURES, Claim, Claims
from kagimori.knowledge.filling import fill
from kagimori.knowledge.policy import load_policy
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.policy import Figure
    from kagimori.core.text import Text
    from kagimori.knowledge.record import Record

DATA = Path(__file__).parent / "data"


@cache
def load_claims() -> Claims:
    """Return every claim by its id; raises BookError where a record is wrong."""
    return read_claims(DATA / "claims.toml", load_policy())


def read_claims(path: Path, figures: Mapping[str, Figure]) -> Claims:
    """Return the claims of one file; a figure that policy lacks is a fault."""
    return Claims({record.name: _claim(record, figures) for record in read_records(path)})


@cache
def load_article_layers() -> Mapping[str, Text]:
    """Return what the article's layers are called, by the names that the book gives them."""
    return {record.name: record.text() for record in read_records(DATA / "groups.toml")}


def _claim(record: Record, figures: Mapping[str, Figure]) -> Claim:
    words = record.both()
    named = record.list("figures")
    for figure in named:
        if figure not in figures:
            raise record.fault("figures", f"no figure {figure}")
    try:
        said, found = (fill(words.text(field), figures) for field in ("said", "found"))
    except KeyError as gap:
        raise record.fault("said", f"nothing fills {{{gap.args[0]}}}") from None
    claim = Claim(
        id=record.name,
        said=said,
        found=found,
        proof=record.proof(),
        rows=record.rows(),
        causes=record.list("causes"),
        figures=named,
        measured_by=record.one_of("measured_by", MEASURES) if record.has("measured_by") else None,
    )
    words.finish()
    record.finish()
    return claim
