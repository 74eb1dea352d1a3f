"""One code as the page shows it: its number, what became of it, who did that, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.console.vault.sheets import words
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from kagimori.console.look.parts import State
    from kagimori.console.vault.models import BackupCode


@dataclass(frozen=True, slots=True)
class Row:
    """A code; `by` is a name and empty for somebody who is not known, `mine` that it is kept for the reader."""

    id: str
    place: int
    state: State
    name: str
    by: str
    at: datetime | None
    until: datetime | None
    purpose: str
    why: str
    case: str
    mine: bool
    # Until when the last change can be taken back by the reader; None: not any more.
    back_until: datetime | None


def rows(codes: Iterable[BackupCode], names: Mapping[str, str], reader: str, now: datetime) -> tuple[Row, ...]:
    """Return the codes as rows; `reader` is an opaque id."""
    return tuple(row(one, names, reader, now) for one in codes)


def row(code: BackupCode, names: Mapping[str, str], reader: str, now: datetime) -> Row:
    """Return one code as a row."""
    held = code.handed_to if code.state == "handed" and code.handed_to else code.by
    lapsed = code.state == "reserved" and code.until is not None and code.until <= now
    name = "unused" if lapsed else code.state
    return Row(
        id=str(code.pk),
        place=code.place,
        state=words.state(name),
        name=name,
        by="" if lapsed else names.get(held, ""),
        at=None if lapsed or name == "unused" else code.at,
        until=code.until if name == "reserved" else None,
        purpose=words.purpose(code.purpose) if name not in ("unused", "retired") else "",
        why=code.why if name not in ("unused", "retired") else "",
        case=code.case if name not in ("unused", "retired") else "",
        mine=bool(reader) and held == reader and name in ("reserved", "handed"),
        back_until=_back_until(code, reader, now),
    )


def _back_until(code: BackupCode, reader: str, now: datetime) -> datetime | None:
    if not code.before or code.at is None or code.by != reader:
        return None
    end = code.at + load_policy()["codes.undo"].span
    return end if end > now else None
