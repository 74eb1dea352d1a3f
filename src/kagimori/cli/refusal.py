"""How a command says no: what happened on standard error, `{"error": …}` on standard output for machines, and its exit.

Exit 2 where the input cannot be used, 1 where the answer is no; never a traceback for what a person can put right.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kagimori.cli.language import current
from kagimori.core.errors import BadInput, KagimoriError

if TYPE_CHECKING:
    from collections.abc import Iterator

MISUSE, NO = 2, 1


def explained(error: KagimoriError) -> str:
    """Return what happened and what to do next, in the language of this process."""
    from kagimori.knowledge.errors import explain

    return explain(error, current())


@contextmanager
def refusals(*, as_json: bool) -> Iterator[None]:
    """Turn an error of ours into words and an exit code."""
    try:
        yield
    except KagimoriError as error:
        message = explained(error)
        if as_json:
            click.echo(json.dumps({"error": {"code": error.code, "message": message}}))
        click.echo(message, err=True)
        raise SystemExit(MISUSE if isinstance(error, BadInput) else NO) from None
