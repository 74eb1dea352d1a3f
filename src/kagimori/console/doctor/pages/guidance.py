"""How a step is done: the guide of the knowledge base, for the reader's language and system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from kagimori.core.doctor.guides import Guide, MenuPath, Os
    from kagimori.core.text import Lang


@dataclass(frozen=True, slots=True)
class Place:
    """Where the switch is: the path, the day somebody looked, and the other way for who does not find it."""

    words: str
    checked: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What to do and what to mind; empty texts and tuples are left out by the template."""

    what: str
    lines: tuple[str, ...]
    place: Place | None
    undo: str
    risk: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    dont: tuple[str, ...]
    # Whether another system does it in another way, so that choosing one makes sense.
    by_system: bool


def guidance(guide: Guide | None, os: Os, lang: Lang) -> Guidance | None:
    """Return the guide as the page shows it, or None where there is none; only deeds can be undone, not looks."""
    if guide is None:
        return None
    return Guidance(
        what=guide.what.to(lang),
        lines=guide.steps(os, lang),
        place=place(guide.path(os), lang),
        undo="" if guide.kind == "look" else guide.undo.to(lang),
        risk=guide.risk.to(lang) if guide.risk else "",
        before=tuple(line.to(lang) for line in guide.before),
        after=tuple(line.to(lang) for line in guide.after),
        dont=tuple(line.to(lang) for line in guide.dont),
        by_system=len({(way.lines, way.path and way.path.words) for way in guide.ways.values()}) > 1,
    )


def place(path: MenuPath | None, lang: Lang) -> Place | None:
    """Return where the switch is, or None where the step needs no path."""
    if path is None:
        return None
    seen = _("Checked on %(day)s, for %(version)s") % {"day": f"{path.proof.checked:%Y-%m-%d}", "version": path.version}
    return Place(path.words.to(lang), seen, path.otherwise.to(lang))
