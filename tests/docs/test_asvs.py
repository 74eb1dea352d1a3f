"""The security checklist names tests that are there, and says what is missing where something is."""

import re
from pathlib import Path

import pytest
from docs.makers.asvs import STATES, requirements

ROOT = Path(__file__).parents[2]
ROWS = requirements()
NAMED = sorted({test for row in ROWS for test in row.get("tests", [])})


@pytest.mark.parametrize("named", NAMED)
def test_every_named_test_exists(named):
    file, _, name = named.partition("::")

    text = (ROOT / file).read_text(encoding="utf-8")

    assert not name or re.search(rf"^def {name}\(", text, re.MULTILINE)


def test_every_requirement_stands_once_with_a_state_and_words():
    ids = [row["id"] for row in ROWS]

    assert len(ids) == len(set(ids))
    assert {row["state"] for row in ROWS} <= set(STATES)
    assert all(row["title"] and row["how"] for row in ROWS)


def test_all_seventeen_chapters_are_there():
    assert {int(row["id"].partition(".")[0]) for row in ROWS} == set(range(1, 18))
