"""Which ledger rows are shown: reads docs/ledger.toml and the marks in tests/ledger, without importing a test.

A mark is `@pytest.mark.row("DOC-12")`, or with `part="what is missing"` where only a part is shown.  A row is whole
when one test shows it without a `part`; tests marked skip or xfail show nothing.  `--check` ends with 1 when a mark
names an unknown row or a test file carries no mark.
"""

from __future__ import annotations

import argparse
import ast
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HERE = Path(__file__).parent
LEDGER = HERE / "ledger.toml"
TESTS = HERE.parent / "tests" / "ledger"


@dataclass(frozen=True, slots=True)
class Mark:
    """One `row` mark: where it stands, the row, and what it leaves out (None: nothing)."""

    file: str
    test: str
    row: str
    missing: str | None


def rows(ledger: Path = LEDGER) -> list[str]:
    """Return the ids of all rows, in the order of the ledger."""
    return [row["id"] for row in tomllib.loads(ledger.read_text(encoding="utf-8"))["row"]]


def marks(tests: Path = TESTS) -> list[Mark]:
    """Return all marks of tests that really run."""
    return [mark for file in sorted(tests.rglob("test_*.py")) for mark in marks_of(file)]


def marks_of(file: Path) -> list[Mark]:
    """Return the marks of one file; a class hands its marks down to nobody, each test carries its own."""
    tree = ast.parse(file.read_text(encoding="utf-8"), filename=str(file))
    named = _named_words(tree)
    tests = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))
    return [mark for test in tests if not _idle(test) for mark in _of_test(file.name, test, named)]


def _named_words(tree: ast.Module) -> dict[str, str]:
    """Return the words that the file gives a name at its top, such as `PLAN = "the plan"`."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _of_test(file: str, test: ast.FunctionDef, named: dict[str, str]) -> Iterable[Mark]:
    def words(node: ast.expr) -> str:
        return named[node.id] if isinstance(node, ast.Name) else str(ast.literal_eval(node))

    for call in test.decorator_list:
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.row":
            missing = next((words(keyword.value) for keyword in call.keywords if keyword.arg == "part"), None)
            for row in call.args:
                yield Mark(file, test.name, words(row), missing)


def _idle(test: ast.FunctionDef) -> bool:
    # skipif stays: a test may need a system package that CI installs.
    names = {ast.unparse(d.func if isinstance(d, ast.Call) else d) for d in test.decorator_list}
    return not names.isdisjoint({"pytest.mark.skip", "pytest.mark.xfail"})


def standing(row: str, found: Sequence[Mark]) -> str:
    """Return `whole`, `part (what is missing)` or `not shown`."""
    mine = [mark.missing for mark in found if mark.row == row]
    if not mine:
        return "not shown"
    if None in mine:
        return "whole"
    return f"part ({'; '.join(dict.fromkeys(missing for missing in mine if missing is not None))})"


def faults(known: Sequence[str], tests: Path = TESTS) -> list[str]:
    """Return what is wrong with the marks, one sentence each; empty when all is well."""
    wrong = [
        f"{mark.file}: {mark.test} names {mark.row}, which is no row of docs/ledger.toml"
        for mark in marks(tests)
        if mark.row not in known
    ]
    bare = [
        f"{file.name}: no test carries a mark; add @pytest.mark.row(...)"
        for file in sorted(tests.rglob("test_*.py"))
        if not marks_of(file)
    ]
    return wrong + bare


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the standing of each row and the count; return 1 for `--check` with faults."""
    options = argparse.ArgumentParser(description="Which ledger rows are shown")
    options.add_argument("--check", action="store_true", help="only look for wrong or missing marks")
    if options.parse_args(arguments).check:
        wrong = faults(rows())
        print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
        return 1 if wrong else 0
    found, known = marks(), rows()
    stands = {row: standing(row, found) for row in known}
    print("\n".join(f"{row}  {how}" for row, how in stands.items()))
    whole = sum(how == "whole" for how in stands.values())
    part = sum(how.startswith("part") for how in stands.values())
    print(f"{whole} whole, {part} in part, {len(known) - whole - part} not shown, {len(known)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
