"""The page of figures: every number the doctor goes by, with where it comes from and what came of checking it."""

from __future__ import annotations

from docs.makers.table import code, page, table

from kagimori.knowledge import load_policy

INTRO = """Basis: who says so. Verdict: what came of checking it on that day.
A figure that is contradicted is shown and not relied on.

Basisは誰の主張か、Verdictはその日に確かめた結果です。反証された数字は表示するだけで、頼りにはしません。"""


def make() -> str:
    """Return the page."""
    head = ("Id", "Value", "Unit", "Row", "Basis", "Verdict", "Source", "Checked")
    rows = [
        (code(f.id), f"{f.value:g}", f.unit, f.row or "", f.basis, f.verdict, f.source, f.checked.isoformat())
        for f in load_policy().values()
    ]
    return page("Figures", INTRO, table(head, rows))
