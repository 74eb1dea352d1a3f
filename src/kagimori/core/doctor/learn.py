"""Learning from closed cases, as an overlay that lies on top of the book and can be taken off again.

The rule is the mean of a Beta distribution.  A chance p of the book counts like n cases in which it held p * n times
(n: policy `learn.weight` for how common a cause is, `learn.cure_weight` for what a step cures); k of m closed cases
move it to (p * n + k) / (n + m), and never further than by the factor `learn.furthest`.  Only recovered cases teach:
what they named first is what stood in the way.  The book itself is never changed: an `Overlay` is a value of its own,
its JSON is the same byte for byte for the same cases, and without it the book is what it was.  The protocol uses none.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kagimori.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.case import Case

Chances = dict[str, dict[str, float]]


class OverlayShape(BadInput):
    """A stored overlay cannot be read: `problem` says what."""

    code = "doctor.overlay_shape"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Learned chances: `common` by cause and by goal.method, `cures` by step and cause; `cases` taught them."""

    cases: int = 0
    common: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    cures: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the overlay as JSON, the same for the same content."""
        record = {"cases": self.cases, "common": self.common, "cures": self.cures}
        return json.dumps(record, sort_keys=True, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Overlay:
        """Read an overlay.  Raises OverlayShape where it is none, or where a chance is no chance."""
        try:
            record = json.loads(text)
            common, cures = _chances(record["common"]), _chances(record["cures"])
            return cls(int(record["cases"]), common, cures)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
            raise OverlayShape(problem=type(problem).__name__) from None


def _chances(tables: Mapping[str, Mapping[str, float]]) -> Chances:
    read = {id_: {name: float(p) for name, p in table.items()} for id_, table in tables.items()}
    if not all(0.0 <= p <= 1.0 for table in read.values() for p in table.values()):
        raise ValueError
    return read


def learn(book: Book, cases: Iterable[Case]) -> Overlay:
    """Return what the recovered ones among `cases` teach about `book`, with every chance that they move."""
    taught = [lesson for case in cases if (lesson := _lesson(book, case)) is not None]
    return Overlay(len(taught), _common(book, taught), _cures(book, taught))


def apply(book: Book, overlay: Overlay) -> Book:
    """Return the book as the overlay sees it; ids that the book does not know are passed over."""
    causes = {
        id_: replace(cause, common={**cause.common, **overlay.common.get(id_, {})})
        for id_, cause in book.causes.items()
    }
    actions = {
        id_: replace(action, cures={**action.cures, **_known(overlay.cures.get(id_, {}), book)})
        for id_, action in book.actions.items()
    }
    return replace(book, causes=causes, actions=actions)


def _known(cures: Mapping[str, float], book: Book) -> dict[str, float]:
    return {cause: p for cause, p in cures.items() if cause in book.causes}


# ---------------------------------------------------------------------- what one case teaches
@dataclass(frozen=True, slots=True)
class _Lesson:
    """A recovered case: for whom, what stood in the way, and which steps did or did not clear it."""

    key: str
    cause: str
    cleared: tuple[str, ...]
    failed: tuple[str, ...]


def _lesson(book: Book, case: Case) -> _Lesson | None:
    closing, opening = case.closing, case.opening
    if closing is None or opening is None or closing.value != "recovered":
        return None
    named = closing.more.get("causes") or ()
    goal, method = opening.more.get("goal"), opening.more.get("method")
    cause = named[0] if isinstance(named, list | tuple) and named else None
    if not isinstance(cause, str) or cause not in book.causes or not goal or not method:
        return None
    cleared, failed = _tested(book, case, cause)
    return _Lesson(f"{goal}.{method}", cause, cleared, failed)


def _tested(book: Book, case: Case, cause: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the steps against `cause` that a successful try followed, and those that a failed one did."""
    waiting: list[str] = []
    cleared: list[str] = []
    failed: list[str] = []
    for event in case.standing:
        action = book.actions.get(event.id) if event.kind == "did" else None
        if action is None:
            continue
        if action.kind == "attempt" and event.value in ("worked", "failed"):
            (cleared if event.value == "worked" else failed).extend(waiting)
            waiting.clear()
        elif event.value == "worked" and cause in action.cures:
            waiting.append(action.id)
    return tuple(cleared), tuple(failed)


# ---------------------------------------------------------------------- the rule
def _moved(book: Book, chance: float, weight: str, held: int, of: int) -> float:
    n = book.policy[weight].count
    furthest = book.policy["learn.furthest"].value
    mean = (chance * n + held) / (n + of)
    return round(min(max(mean, chance / furthest), chance * furthest, 1.0), 6)


def _common(book: Book, lessons: list[_Lesson]) -> Chances:
    of = Counter(lesson.key for lesson in lessons)
    held = Counter((lesson.key, lesson.cause) for lesson in lessons)
    moved: Chances = {}
    for cause in book.causes.values():
        for key in of:
            chance = cause.common.get(key, cause.common.get(key.partition(".")[0], 0.0))
            if chance > 0.0:
                new = _moved(book, chance, "learn.weight", held[key, cause.id], of[key])
                moved.setdefault(cause.id, {})[key] = new
    return moved


def _cures(book: Book, lessons: list[_Lesson]) -> Chances:
    cleared = Counter((step, lesson.cause) for lesson in lessons for step in lesson.cleared)
    failed = Counter((step, lesson.cause) for lesson in lessons for step in lesson.failed)
    moved: Chances = {}
    for step, cause in _sorted_pairs(cleared, failed):
        chance = book.actions[step].cures[cause]
        of = cleared[step, cause] + failed[step, cause]
        new = _moved(book, chance, "learn.cure_weight", cleared[step, cause], of)
        moved.setdefault(step, {})[cause] = new
    return moved


def _sorted_pairs(*counters: Counter[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from sorted(set().union(*counters))
