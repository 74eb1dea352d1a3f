"""The reviewed table of every place where a secret is read says what the code does, and names tests that are there."""

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kagimori.knowledge.deeds import load_deeds

ROOT = Path(__file__).parents[2]
CODE = ROOT / "src" / "kagimori"
ROWS = tomllib.loads((ROOT / "docs" / "security" / "reveals.toml").read_text(encoding="utf-8"))["reveal"]
GOES = {"nowhere", "keys", "service", "asker", "carrier", "person"}
CARRIERS = {row["function"].rpartition(".")[2] for row in ROWS if row["goes"] == "carrier"}


def test_every_place_that_reads_a_secret_stands_in_the_table_and_nothing_else_does():
    written = Counter((row["file"], row["function"], row.get("calls", "reveal")) for row in ROWS)

    assert set(written) == places()
    assert max(written.values()) == 1


def test_every_row_says_what_is_read_where_it_goes_and_why():
    for row in ROWS:
        assert row["goes"] in GOES, row
        assert all(row[part] for part in ("secret", "why", "tests")), row


def test_what_leaves_to_a_person_names_a_deed_that_the_timeline_knows():
    for row in ROWS:
        assert ("deed" in row) == (row["goes"] == "person"), row
        assert all(kind in load_deeds().deeds for kind in as_list(row.get("deed", []))), row


@pytest.mark.parametrize("named", sorted({test for row in ROWS for test in row["tests"]}))
def test_every_named_test_exists(named):
    file, _, name = named.partition("::")

    text = (ROOT / file).read_text(encoding="utf-8")

    assert not name or re.search(rf"^def {name}\(", text, re.MULTILINE)


def places():
    """Return every (file, function, what it calls) in the code, found in its syntax tree."""
    return {
        (str(file.relative_to(CODE)), function, called)
        for file in CODE.rglob("*.py")
        for function, called in read_in(ast.parse(file.read_text(encoding="utf-8")), ())
    }


def read_in(node, inside):
    """Yield the function and the name for each `.reveal` and each carrier, called or handed on."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from read_in(child, (*inside, child.name))
            continue
        if isinstance(child, ast.Attribute) and child.attr in {"reveal", *CARRIERS}:
            yield ".".join(inside), child.attr
        if isinstance(child, ast.Name) and child.id in CARRIERS:
            yield ".".join(inside), child.id
        yield from read_in(child, inside)


def as_list(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def f(a):\n    return a.reveal()", [("f", "reveal")]),
        ("class C:\n    def f(self):\n        return [x.reveal for x in self]", [("C.f", "reveal")]),
        ("x = secret.reveal()", [("", "reveal")]),
        ("def f():\n    def g():\n        return page_with(1)", [("f.g", "page_with")]),
        ("def f():\n    return getattr(f, 'name')", []),
    ],
)
def test_the_search_sees_calls_wherever_they_stand(text, found):
    assert list(read_in(ast.parse(text), ())) == found
