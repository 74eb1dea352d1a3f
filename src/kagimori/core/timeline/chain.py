"""The chain through a timeline: each entry carries a stamp over itself and the stamp before it.

Whoever has no key cannot change, add, drop or reorder an entry without the first wrong one showing.  What a chain
cannot show by itself is that its newest entries were cut off; for that its head is sent out of the house each day.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

VERSION = "kagimori.timeline.1"
# So much of a stamp is shown to people: 80 bits are more than anybody can aim at.
MARK_LETTERS = 20
# A stamp's first five bytes name its key and are alike in most entries.
KEY_LETTERS = 10

Problem = Literal["changed", "missing", "added", "head", "unchained"]


class Stamper(Protocol):
    """What makes and proves stamps; the keys are its own business."""

    def of(self, message: bytes) -> bytes:
        """Return the stamp of a message."""

    def fits(self, message: bytes, stamp: bytes | memoryview) -> bool:
        """Return whether the stamp was made by us for this message."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the chain sees it.

    `number` counts all entries of the installation, `position` those of the chain, both from one and without a gap.
    `mac` is the stamp as hexadecimal digits.
    """

    number: int
    position: int
    at: datetime
    kind: str
    team: str
    actor: str
    place: str
    address: str
    subject: str
    whom: str
    why: str
    payload: Mapping[str, object]
    mac: str = ""

    def message(self, previous: str) -> bytes:
        """Return the bytes that are stamped: the stamp before, and every field in one fixed form."""
        fields = [
            VERSION,
            previous,
            self.number,
            self.position,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            *(self.kind, self.team, self.actor, self.place, self.address, self.subject, self.whom, self.why),
            self.payload,
        ]
        return json.dumps(fields, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the newest position and its stamp; zero and empty where nothing was added yet."""

    position: int = 0
    mac: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong: which problem, and the number of the entry or the position where it shows."""

    problem: Problem
    number: int | None
    position: int | None


def stamped(link: Link, previous: str, stamp: Stamper) -> str:
    """Return the stamp of a new entry."""
    return stamp.of(link.message(previous)).hex()


def follow(start: Head, links: Iterable[Link], stamp: Stamper) -> tuple[Head, Fault | None]:
    """Return how far the chain holds from `start` on, and the first fault, or None where all of it holds."""
    head = start
    for link in links:
        if link.position != head.position + 1:
            problem: Problem = "missing" if link.position > head.position else "added"
            return head, Fault(problem, None if problem == "missing" else link.number, head.position + 1)
        if not stamp.fits(link.message(head.mac), _bytes(link.mac)):
            return head, Fault("changed", link.number, link.position)
        head = Head(link.position, link.mac)
    return head, None


def mark(mac: str) -> str:
    """Return the part of a stamp that people compare, in groups of four."""
    letters = mac[KEY_LETTERS : KEY_LETTERS + MARK_LETTERS]
    return "-".join(letters[place : place + 4] for place in range(0, len(letters), 4))


def has_mark(mac: str, shown: str) -> bool:
    """Return whether a whole mark that somebody kept is that of this stamp."""
    return bool(mac) and shown.strip().lower() == mark(mac)


def _bytes(mac: str) -> bytes:
    try:
        return bytes.fromhex(mac)
    except ValueError:
        return b""
