"""One code as the page shows it: its number, what became of it, who did that, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look import parts
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
    # How long the last change can be taken back by the reader; None: not any more, or it is given back instead.
    back: parts.Countdown | None


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
        back=_back(code, reader, now),
    )


def _back(code: BackupCode, reader: str, now: datetime) -> parts.Countdown | None:
    if code.state not in ("used", "spoiled") or not code.before or code.at is None or code.by != reader:
        return None
    end = code.at + load_policy()["codes.undo"].span
    label = _("Until it cannot be taken back any more")
    return parts.countdown(label, end, now, begun=code.at, reloads=True) if end > now else None
