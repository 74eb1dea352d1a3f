"""`kagimori doctor read`: a person's own words in; causes, layer and a safe first step out.

For people: `kagimori doctor read TEXT...` or text on standard input.  For machines: `--json` for one text, `--jsonl`
for a stream of `{"id", "text", "lang"?}`, answered line by line; a bad line is answered with an error and the rest goes on.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import say
from kagimori.core.doctor.hear import Heard, hear
from kagimori.core.errors import BadInput
from kagimori.knowledge.phrases import load_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable


class LineShape(BadInput):
    """A line of the stream is no JSON object with a `text`."""

    code = "doctor.line_shape"


@click.command(
    help=say(
        "困っていることを自由な文章で読み取り、考えられる原因と最初の一歩を答えます。文章は保存しません。",
        "Read what somebody typed and answer with likely causes and a first step. The text is not stored.",
    )
)
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--jsonl", is_flag=True, help=say("標準入力の各行(JSON)に一行ずつ答える", "Answer JSON lines on stdin, line by line"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def read(*, text: tuple[str, ...], as_json: bool, jsonl: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Answer one text, or a stream of them."""
    if jsonl:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        for answer in answers(sys.stdin):
            print(json.dumps(answer, ensure_ascii=False), flush=True)  # noqa: T201  # click.echo costs more than hearing
        return
    words = " ".join(text) or click.get_text_stream("stdin").read()
    heard = hear(load_phrases(), words)
    click.echo(json.dumps(as_contract(None, heard), ensure_ascii=False) if as_json else in_words(heard))


def answers(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Yield one answer for each line that is not blank, in order."""
    for line in lines:
        if line.strip():
            yield _answer(line)


def _answer(line: str) -> dict[str, Any]:
    asked: Any = None
    try:
        asked = json.loads(line)
        if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
            raise LineShape(problem="text")
    except (ValueError, RecursionError, LineShape) as fault:
        name = asked.get("id") if isinstance(asked, dict) else None
        return {"id": name, "error": {"code": LineShape.code, "message": str(fault)}}
    lang = asked.get("lang")
    return as_contract(asked.get("id"), hear(load_phrases(), asked["text"], lang if lang in ("ja", "en") else None))


def as_contract(name: Any, heard: Heard) -> dict[str, Any]:
    """Return the answer in the published form."""
    return {
        "id": name,
        "goal": heard.goal,
        "method": heard.method,
        "layer": _listed(heard.layers),
        "causes": _listed(heard.causes),
        "first_step": {"id": heard.first_step.id, "kind": heard.first_step.kind},
        "evidence": [{"words": piece.words, "for": piece.speaks_for} for piece in heard.evidence],
        "cut": heard.cut,
    }


def _listed(shares: Any) -> list[dict[str, Any]]:
    return [{"id": name, "p": round(share, 9)} for name, share in shares.items()]


def in_words(heard: Heard) -> str:
    """Return the answer for a person."""
    lines = [say("考えられる原因:", "Likely causes:")]
    lines += [f"  {share:4.0%}  {cause}" for cause, share in list(heard.causes.items())[:3]]
    lines += [say("最初の一歩: ", "First step: ") + heard.first_step.id]
    return "\n".join(lines)
