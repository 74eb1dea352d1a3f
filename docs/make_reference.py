"""Make docs/reference from the code and the knowledge base; `--check` only says whether it is current.

One page is one module in docs/makers with a function `make() -> str`.  The same code and data give the same pages.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = ("commands", "settings", "errors", "causes", "figures", "coverage", "asvs")


def made(name: str) -> str:
    """Return the page as it should be."""
    text: str = import_module(f"docs.makers.{name}").make()
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the pages, or with `--check` return 1 when one of them is old."""
    options = argparse.ArgumentParser(description="Make the reference from the code")
    options.add_argument("--check", action="store_true", help="write nothing; end with 1 when a page is old")
    check = options.parse_args(arguments).check
    old = [name for name in PAGES if not _is_current(name)]
    for name in old:
        if check:
            print(f"docs/reference/{name}.md is old: run `make docs` and commit it", file=sys.stderr)
        else:
            (REFERENCE / f"{name}.md").write_text(made(name), encoding="utf-8")
            print(f"docs/reference/{name}.md")
    return 1 if check and old else 0


def _is_current(name: str) -> bool:
    file = REFERENCE / f"{name}.md"
    return file.exists() and file.read_text(encoding="utf-8") == made(name)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # run as a script, Python looks beside this file only
    sys.exit(main())
