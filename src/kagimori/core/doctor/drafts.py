"""The types of ready-made texts: appeals, reports, announcements and the line that asks a colleague.

`knowledge.load_drafts()` fills them from `knowledge/data/drafts.toml`.  A draft has gaps such as `{account}`; what a
person puts in is theirs and is kept nowhere by this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.guides import Proof
    from kagimori.core.text import Lang, Text

Family = Literal["appeal", "problem", "outage", "colleague"]
GAP = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """One gap: what to ask for, and an example of it."""

    id: str
    label: Text
    example: Text


@dataclass(frozen=True, slots=True)
class Written:
    """A draft with its gaps filled: its length in characters, how many too many, and the gaps left open."""

    text: str
    characters: int
    too_many: int
    open_slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One text with gaps.

    `bodies` holds it by language; an appeal is in English only, and `meaning` says to a Japanese reader what it says.
    `limit` is the number of characters to aim at, None where there is none; `hint` is what to mind before sending.
    """

    id: str
    family: Family
    title: Text
    hint: Text
    bodies: Mapping[Lang, str]
    meaning: Text
    slots: tuple[Slot, ...]
    limit: int | None
    proof: Proof

    def write(self, lang: Lang, values: Mapping[str, str]) -> Written:
        """Return the text with `values` put in; a gap without a value stays visible as `{name}`.

        Falls back to the one language that the draft has.
        """
        body = self.bodies.get(lang) or next(iter(self.bodies.values()))
        filled = {name: value.strip() for name, value in values.items() if value.strip()}
        text = GAP.sub(lambda gap: filled.get(gap[1], gap[0]), body)
        left = tuple(slot.id for slot in self.slots if f"{{{slot.id}}}" in body and slot.id not in filled)
        return Written(text, len(text), max(0, len(text) - self.limit) if self.limit else 0, left)
