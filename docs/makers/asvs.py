"""The page of the ASVS: each requirement, how it stands here, and the test that shows it or the reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from docs.makers.table import code, page, table

FILE = Path(__file__).parents[1] / "asvs" / "asvs.toml"
STATES = {
    "met": "met",
    "part": "in part",
    "open": "**not met**",
    "unused": "not used here",
}
INTRO = """The checklist is the OWASP Application Security Verification Standard 5.0.0 (May 2025), levels 1 and 2.
Numbers are the standard's, words are ours. "In part" and "not met" say what is missing; "not used here" means that what
the requirement is about does not exist in Kagimori. Where a test shows it, the test is named.

チェックリストはOWASP ASVS 5.0.0(2025年5月)のレベル1と2です。番号は規格のもの、文は私たちのものです。"""


def requirements() -> list[dict[str, object]]:
    """Return the records in the order of the file."""
    found: list[dict[str, object]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["requirement"]
    return found


def make() -> str:
    """Return the page."""
    rows = requirements()
    counts = Counter(str(row["state"]) for row in rows)
    told = ", ".join(f"{STATES[state].strip('*')}: {counts[state]}" for state in STATES)
    lines = [
        (str(row["id"]), str(row["title"]), STATES[str(row["state"])], str(row["how"]), _tests(row)) for row in rows
    ]
    return page(
        "Security checklist (ASVS 5.0, level 2)", INTRO, told, table(("No.", "About", "State", "How", "Test"), lines)
    )


def _tests(row: dict[str, object]) -> str:
    tests = row.get("tests", [])
    assert isinstance(tests, list)
    return "\n".join(code(str(test).removeprefix("tests/")) for test in tests)
