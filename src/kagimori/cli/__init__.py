"""The command line: one file per command group, imported only when it is called."""

from __future__ import annotations

import sys

MISUSE, REFUSED = 2, 1


def main() -> None:
    """Run `kagimori`; the name in pyproject's scripts table.  Errors that a person can answer become sentences."""
    from kagimori.cli.root import kagimori
    from kagimori.core.errors import BadInput, KagimoriError

    try:
        kagimori()
    except KagimoriError as error:
        from kagimori.cli.language import current
        from kagimori.knowledge.errors import explain

        print(explain(error, current()), file=sys.stderr)  # noqa: T201  # the last words of a process
        sys.exit(MISUSE if isinstance(error, BadInput) else REFUSED)
