"""The command line: one file per command group, imported only when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `kagimori`; the name in pyproject's scripts table.  Errors that a person can answer become sentences."""
    from kagimori.cli.swift import answered

    if answered(sys.argv[1:]):
        return
    from kagimori.cli.language import current, without_wish
    from kagimori.cli.refusal import refusals
    from kagimori.cli.root import kagimori

    current()  # reads `--lang` before it is taken out
    with refusals(as_json=False):
        kagimori(without_wish(sys.argv[1:]))
