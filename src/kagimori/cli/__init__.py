"""The command line: one file per command group, imported only when it is called."""

from __future__ import annotations


def main() -> None:
    """Run `kagimori`; the name in pyproject's scripts table."""
    from kagimori.cli.root import kagimori

    kagimori()
