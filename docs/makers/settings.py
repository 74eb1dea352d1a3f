"""The page of settings, made from the table that the console itself starts by."""

from __future__ import annotations

from docs.makers.table import code, page, table

from kagimori.project.table import TABLE

INTRO = """Settings come from the environment alone. A value that cannot be used stops the start and says what to write.
The command line also reads `KAGIMORI_LANG` (`ja` or `en`).

設定は環境変数だけで行います。使えない値があると起動を止め、何と書けばよいかを知らせます。
コマンドは `KAGIMORI_LANG`(`ja` または `en`)も読みます。"""


def make() -> str:
    """Return the page."""
    head = ("Name", "Kind", "Unit", "Default", "English", "日本語")
    rows = [(code(s.name), s.kind, s.unit, code(s.default), s.words.en, s.words.ja) for s in TABLE]
    return page("Settings", INTRO, table(head, rows))
