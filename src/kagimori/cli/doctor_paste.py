"""`kagimori doctor paste`: what is odd about a name, a password or a code that was pasted.

The text comes by a prompt that does not echo, or on standard input where that is no terminal; it is looked at here and
forgotten.  The clean form of a password is printed only under `--show`.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, get_args

import click

from kagimori.cli.language import current, say
from kagimori.cli.refusal import NO
from kagimori.cli.standard_input import MOST_INPUT_BYTES
from kagimori.core.typed import Inspection, Kind, inspect
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command(
    help=say(
        "貼り付けた名前・パスワード・コードに混じった全角、空白、似た文字などを見つけます。"
        "この端末の中だけで調べ、保存も送信もしません。",
        "Find full-width letters, blanks and look-alikes in a pasted name, password or code. "
        "It is looked at on this machine only, never stored or sent.",
    )
)
@click.option(
    "--kind",
    type=click.Choice(get_args(Kind)),
    default="name",
    show_default=True,
    help=say("何を貼り付けたか", "What was pasted"),
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option(
    "--show", is_flag=True, help=say("パスワードの直した形も表示する", "Show the clean form of a password too")
)
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def paste(*, kind: Kind, as_json: bool, show: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Answer once; exit 1 where something is odd."""
    told = inspect(kind, _pasted(), _length(kind))
    clean = told.clean if show or kind != "password" else None
    click.echo(json.dumps(as_record(told, clean)) if as_json else "\n".join(in_words(told, clean)))
    if told.findings:
        raise SystemExit(NO)


def _pasted() -> str:
    """Return the text with everything odd about it; only the line's own end is not part of it."""
    if sys.stdin.isatty():
        prompt = say("ここに貼り付けてください(表示されません)", "Paste it here (not shown)")
        pasted: str = click.prompt(prompt, hide_input=True, err=True)
        return pasted
    # A byte order mark stays in, for it is one of the odd things to find.
    text = sys.stdin.buffer.read(MOST_INPUT_BYTES).decode("utf-8", "replace")
    return text.removesuffix("\n").removesuffix("\r")


def _length(kind: Kind) -> tuple[int, int]:
    policy = load_policy()
    if kind == "code":
        return policy["typed.code_digits"].count, policy["typed.code_digits"].count
    if kind == "name":
        return 1, policy["typed.name_longest"].count
    return policy["typed.password_shortest"].count, MOST_INPUT_BYTES


def as_record(told: Inspection, clean: str | None) -> dict[str, Any]:
    """Return the findings as JSON takes them; places count signs from 0."""
    return {"findings": [{"id": finding.id, "at": list(finding.at)} for finding in told.findings], "clean": clean}


def in_words(told: Inspection, clean: str | None) -> Iterator[str]:
    """Yield what was found and what to do, for a person; places count signs from 1."""
    from kagimori.knowledge.typed import load_findings

    if not told.findings:
        yield say("おかしなところはありません。", "Nothing is odd about it.")
        return
    for finding in told.findings:
        words = load_findings()[finding.id]
        places = ", ".join(str(place + 1) for place in finding.at)
        where = say(f"({places}文字目)", f" (sign {places})") if places else ""
        yield f"- {words.happened.to(current())}{where} {words.then.to(current())}"
    if clean is None:
        yield say("直した形を見るには --show を付けてください。", "Add --show to see the clean form.")
    else:
        yield say("直した形: ", "Clean form: ") + clean
