"""The command line: one file per command group, imported only when it is called."""

from __future__ import annotations

import os
import sys

# One decision is a few small arrays: threads of the linear algebra would only wait for each other.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> None:
    """Run `kagimori`; the name in pyproject's scripts table.  Errors that a person can answer become sentences."""
    from kagimori.cli.swift import answered

    if answered(sys.argv[1:]):
        return
    for name in ONE_THREAD:  # read when the library is first imported, so it stands before every command
        os.environ.setdefault(name, "1")
    from kagimori.cli.language import current, without_wish
    from kagimori.cli.refusal import refusals
    from kagimori.cli.root import kagimori

    current()  # reads `--lang` before it is taken out
    with refusals(as_json=False):
        kagimori(without_wish(sys.argv[1:]))
