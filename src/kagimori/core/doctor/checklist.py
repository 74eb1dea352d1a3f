"""A plan as a checklist in Markdown: what the doctor would do, step by step, to print, send or keep (DOC-33).

Two orders can be written: the doctor's own plan for a case, and the order that the article gives to everybody (DOC-23).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kagimori.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kagimori.core.doctor.advise import Advice, Step
    from kagimori.core.doctor.book import Book
    from kagimori.core.doctor.guides import Guides, Os
    from kagimori.core.text import Lang

# The article's order: system, app, cache and clock, then the official status page.
ARTICLE_ORDER = (
    "os_state",
    "update_os",
    "app_state",
    "update_app",
    "clear_cache",
    "restart_phone",
    "clock_auto_on",
    "meta_status",
)

TITLE = Text("二段階認証から抜け出す手順", "The way out of two-step verification")
ARTICLE_TITLE = Text("記事の順番による手順", "Steps in the article's order")
EXPECTED = Text("回復までの見込み: 約{minutes:.0f}分", "Expected time to recovery: about {minutes:.0f} minutes")
TRIES = Text(
    "残りの試行: この1時間に{hour}回、今日{day}回。これを超えないでください。",
    "Tries left: {hour} this hour, {day} today. Do not go beyond them.",
)
UNCOUNTED = Text(
    "残りの試行: まだ数えていません。数えるまで試さないでください。",
    "Tries left: not counted yet. Do not try before they are.",
)
MINUTES = Text("{minutes:.0f}分", "{minutes:.0f} min")
UNDO = Text("元に戻すには: {undo}", "To undo: {undo}")
WHERE = Text("場所: {path}({day}確認)", "Where: {path} (checked {day})")
WAIT = Text("待つ", "Wait")


class Reader(NamedTuple):
    """For whom a checklist is written."""

    book: Book
    guides: Guides
    os: Os
    lang: Lang


def checklist(advice: Advice, reader: Reader) -> str:
    """Return the plan of a case from its present step on; one box a step."""
    lang = reader.lang
    counted = TRIES if advice.tries.known else UNCOUNTED
    tries = counted.to(lang).format(hour=advice.tries.left_this_hour, day=advice.tries.left_today)
    head = [f"# {TITLE.to(lang)}", "", EXPECTED.to(lang).format(minutes=advice.expected_minutes), tries, ""]
    steps = [step for step in without_repeats(advice, reader.book) if step.kind != "finish"]
    return "\n".join([*head, *_boxes(steps, reader)]) + "\n"


def without_repeats(advice: Advice, book: Book) -> Iterator[Step]:
    """Yield the present step and the plan after it, each question and repair once; tries and waits come again."""
    seen: set[str] = set()
    for step in (advice.step, *advice.rest):
        action = book.actions.get(step.id)
        if step.kind == "wait" or (action is not None and action.kind == "attempt"):
            yield step
        elif step.id not in seen:
            seen.add(step.id)
            yield step


def article_checklist(reader: Reader) -> str:
    """Return the article's order as a checklist, for comparison."""
    boxes = [line for name in ARTICLE_ORDER for line in _box(name, None, reader)]
    return "\n".join([f"# {ARTICLE_TITLE.to(reader.lang)}", "", *boxes]) + "\n"


def _boxes(steps: Iterable[Step], reader: Reader) -> Iterator[str]:
    for step in steps:
        yield from _box(step.id if step.kind != "wait" else "", step.minutes, reader)


def _box(name: str, minutes: float | None, reader: Reader) -> Iterator[str]:
    thing = reader.book.actions.get(name) or reader.book.observations.get(name)
    words = thing.words.to(reader.lang) if thing else WAIT.to(reader.lang)
    length = thing.minutes if minutes is None and thing else minutes or 0.0
    yield f"- [ ] {words} ({MINUTES.to(reader.lang).format(minutes=max(1.0, length))})"
    yield from _details(name, reader)


def _details(name: str, reader: Reader) -> Iterator[str]:
    guide = reader.guides.get(name)
    if guide is None:
        return
    for number, line in enumerate(guide.steps(reader.os, reader.lang), start=1):
        yield f"    {number}. {line}"
    path = guide.path(reader.os)
    if path is not None:
        yield "    - " + WHERE.to(reader.lang).format(
            path=path.words.to(reader.lang), day=path.proof.checked.isoformat()
        )
    if name in reader.book.actions:
        yield "    - " + UNDO.to(reader.lang).format(undo=guide.undo.to(reader.lang))
