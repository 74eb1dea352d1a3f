"""The command line: one file per command group, imported only when it is called."""

from __future__ import annotations


def main() -> None:
    """Run `kagimori`; the name in pyproject's scripts table.  Errors that a person can answer become sentences."""
    from kagimori.cli.refusal import refusals
    from kagimori.cli.root import kagimori

    with refusals(as_json=False):
        kagimori()
