"""The page of causes: what may stand in the way, by the seven groups, from the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.makers.table import code, page, table

from kagimori.knowledge import load_book

if TYPE_CHECKING:
    from kagimori.core.doctor.book import Cause

INTRO = """Grouped by the article's seven groups; the eighth holds what real people have and the article does not know.
"Protocol" marks the causes of the published model world.

記事の7つのグループ順です。8つ目は、実際の人には起こるのに記事にはない原因です。
「Protocol」は公開プロトコルのモデル世界にも出てくる原因です。"""


def make() -> str:
    """Return the page."""
    book = load_book("real")
    groups = {group: [c for c in book.causes.values() if c.group == group] for group in book.groups}
    sections = [
        f"## {words.en} / {words.ja}\n\n{_table(groups[group])}"
        for group, words in book.groups.items()
        if groups[group]
    ]
    return page("Causes", INTRO, *sections)


def _table(causes: list[Cause]) -> str:
    trial = load_book("trial").causes
    head = ("Id", "Layer", "English", "日本語", "Passes by itself", "Rows", "Evidence", "Protocol")
    rows = [
        (
            code(cause.id),
            cause.layer,
            cause.words.en,
            cause.words.ja,
            f"{cause.ends.kind} {cause.ends.minutes:g} min" if cause.ends else "",
            ", ".join(cause.rows),
            ", ".join(cause.evidence),
            "yes" if cause.id in trial else "",
        )
        for cause in causes
    ]
    return table(head, rows)
