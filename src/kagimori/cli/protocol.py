"""`kagimori doctor --protocol jsonl`: lines from standard input to `Talk` and its answers to standard output.

Nothing is decided here.  The trial view of the book is loaded once; reading sentences is loaded when one comes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO

from kagimori.cli.standard_input import as_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kagimori.core.doctor.protocol import Talk


def run() -> None:
    """Talk until `bye` or the end of input."""
    from kagimori.core.doctor.protocol import Talk
    from kagimori.knowledge import load_book

    talk = Talk(load_book("trial"), read_error)
    talk.warm_up()
    serve(talk, sys.stdin.buffer, sys.stdout.buffer)


def serve(talk: Talk, source: BinaryIO, target: BinaryIO) -> None:
    """Answer each line of `source` on `target` at once.  A line that is no UTF-8 is answered like any bad line."""
    for line in source:
        if not line.strip():
            continue
        answer = talk.reply(as_text(line))
        if answer is not None:
            target.write(answer.encode("utf-8", errors="replace") + b"\n")
            target.flush()
        if talk.over:
            return


def read_error(text: str, lang: str) -> Mapping[str, float]:
    """Return how probable a person's words are under each message."""
    from kagimori.core.doctor.hear import hear
    from kagimori.knowledge import load_phrases

    return hear(load_phrases(), text, "ja" if lang == "ja" else "en").errors
