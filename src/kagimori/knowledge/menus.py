"""Loads the menu paths: where a switch stands on each system, with the day it was checked.

`data/menu_paths.toml` holds one record per switch and a table per system in it.  `state = "not_there"` says that the
system has no such switch; then the words say so and `otherwise` says what to do instead.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kagimori.core.doctor.guides import OSES, MenuPath, Os, State
from kagimori.core.text import Text
from kagimori.knowledge.record import read_records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.knowledge.record import Record

MENU_PATHS = Path(__file__).parent / "data" / "menu_paths.toml"
Menus = dict[str, dict[Os, MenuPath]]


@cache
def load_menus() -> Mapping[str, Mapping[Os, MenuPath]]:
    """Return every menu path by its id and system; raises BookError where a record is wrong."""
    return read_menus(MENU_PATHS)


def read_menus(path: Path) -> Menus:
    """Return the menu paths of one file."""
    menus: Menus = {}
    for record in read_records(path):
        menus[record.name] = {os: _path(record.name, os, record.part(os)) for os in OSES if record.has(os)}
        record.finish()
        if not menus[record.name]:
            raise record.fault("", "no system")
    return menus


def _path(name: str, os: Os, record: Record) -> MenuPath:
    path = MenuPath(
        id=name,
        os=os,
        state=record.one_of("state", get_args(State), default="steps"),
        words=Text(record.words("ja"), record.words("en")),
        otherwise=Text(record.words("otherwise_ja"), record.words("otherwise_en")),
        version=record.words("version"),
        proof=record.proof(),
    )
    record.finish()
    return path
