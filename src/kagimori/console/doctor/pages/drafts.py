"""Texts that are ready to send, and the ledger of appeals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kagimori.console.look.parts import State
from kagimori.core.text import LANGS
from kagimori.knowledge import load_guides
from kagimori.knowledge.drafts import load_drafts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kagimori.console.doctor.models import Appeal
    from kagimori.core.doctor.drafts import Draft, Family, Slot
    from kagimori.core.text import Lang

# The guide that comes before every appeal.
GUIDELINES = "read_guidelines"


@dataclass(frozen=True, slots=True)
class Option:
    """One text to choose."""

    id: str
    title: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One gap to fill."""

    id: str
    label: str
    example: str
    value: str


@dataclass(frozen=True, slots=True)
class Ready:
    """One finished text; `left` names the gaps that are still open, `limit` is 0 where length does not matter."""

    lang: str
    text: str
    characters: int
    limit: int
    too_many: int
    left: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SentLine:
    """One appeal in the ledger; `waits` is True while its answer is not known."""

    position: int
    sent_on: date
    state: State
    waits: bool


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Everything that `doctor/draft.html` lays out; `blocked_until` is a date while no appeal may be sent.

    `guidelines` is what to read before an appeal, and empty for the other families.
    """

    family: Family
    title: str
    options: tuple[Option, ...]
    fields: tuple[Field, ...]
    ready: tuple[Ready, ...]
    hint: str
    guidelines: tuple[str, ...]
    has_read: bool
    problem: str
    sent: tuple[SentLine, ...] = ()
    blocked_until: date | None = None
    rejections: int = 0
    platform: None = None


def draft_page(family: Family, said: Mapping[str, str], lang: Lang, *, problem: str = "") -> DraftPage:
    """Return the page for a family; with what was filled in, the finished texts."""
    drafts = [draft for draft in load_drafts().values() if draft.family == family]
    chosen = next((draft for draft in drafts if draft.id == said.get("draft")), drafts[0])
    ready = () if problem or "draft" not in said else _ready(chosen, said, lang)
    return DraftPage(
        family=family,
        title=_titles()[family],
        options=tuple(Option(draft.id, draft.title.to(lang), draft.hint.to(lang), draft is chosen) for draft in drafts),
        fields=_fields(drafts, said, lang),
        ready=ready,
        hint=chosen.hint.to(lang),
        guidelines=load_guides()[GUIDELINES].steps("web", lang) if family == "appeal" else (),
        has_read="read" in said,
        problem=problem,
    )


def sent_lines(sent: tuple[Appeal, ...]) -> tuple[SentLine, ...]:
    """Return the ledger in words."""
    return tuple(
        SentLine(row.position, row.sent_on, _answer(row), waits=_answer(row).kind == "unknown") for row in sent
    )


def _titles() -> dict[Family, str]:
    return {
        "appeal": _("An appeal in English"),
        "problem": _("Report a problem to Instagram"),
        "outage": _("Tell your followers and colleagues"),
    }


def _answer(row: Appeal) -> State:
    if row.accepted_on:
        return State("good", _("accepted on %(day)s") % {"day": row.accepted_on.isoformat()})
    if row.rejected_on:
        return State("danger", _("rejected on %(day)s") % {"day": row.rejected_on.isoformat()})
    return State("unknown", _("no answer yet"))


def _fields(drafts: list[Draft], said: Mapping[str, str], lang: Lang) -> tuple[Field, ...]:
    slots: dict[str, Slot] = {slot.id: slot for draft in drafts for slot in draft.slots}
    return tuple(
        Field(slot.id, slot.label.to(lang), slot.example.to(lang), said.get(slot.id, "")) for slot in slots.values()
    )


def _ready(draft: Draft, said: Mapping[str, str], lang: Lang) -> tuple[Ready, ...]:
    labels = {slot.id: slot.label.to(lang) for slot in draft.slots}
    made = []
    for body in [name for name in LANGS if name in draft.bodies]:
        written = draft.write(body, said)
        left = ", ".join(labels[name] for name in written.open_slots)
        meaning = draft.meaning.to(lang) if body != lang else ""
        made.append(Ready(body, written.text, written.characters, draft.limit or 0, written.too_many, left, meaning))
    return tuple(made)
