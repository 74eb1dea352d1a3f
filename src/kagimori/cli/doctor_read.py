"""`kagimori doctor read`: a person's own words in; causes, layer and a safe first step out.

For people: `kagimori doctor read TEXT...`, or the text on standard input.  For machines: `--json` for one text, and
`--jsonl` for a stream of `{"id", "text", "lang"?}`, answered line by line; a bad line is answered with an error and
the rest goes on.  Nothing is stored.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import current, say
from kagimori.cli.standard_input import as_text, read_text
from kagimori.core.doctor.hear import Heard, hear
from kagimori.core.errors import BadInput
from kagimori.core.text import LANGS
from kagimori.knowledge.phrases import load_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Below this share a cause is not worth a line, and nothing is ever shown as certain.
SHOWN, WORTH_A_LINE, SUREST = 3, 0.03, 0.99


class LineShape(BadInput):
    """A line of the stream is no JSON object with a `text`; `problem` says what is amiss."""

    code = "doctor.line_shape"


@click.command(
    help=say(
        "困っていることを自由な文章で読み取り、考えられる原因と最初の一歩を答えます。文章は保存しません。",
        "Read what somebody typed and answer with likely causes and a first step. The text is not stored.",
    )
)
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option(
    "--jsonl", is_flag=True, help=say("標準入力のJSON各行に一行ずつ答える", "Answer JSON lines on stdin one by one")
)
@click.option("--lang", type=click.Choice(LANGS), help=say("表示言語", "Language"))
def read(*, text: tuple[str, ...], as_json: bool, jsonl: bool, lang: str | None) -> None:  # noqa: ARG001  # lang is read before any group is
    """Answer one text, or a stream of them."""
    if jsonl:
        _stream()
        return
    words = " ".join(text) or read_text()
    heard = hear(load_phrases(), words)
    click.echo(json.dumps(as_contract(None, heard), ensure_ascii=False) if as_json else in_words(heard))


def _stream() -> None:
    """Answer each line as soon as it is there; what is no UTF-8 is read as far as it can be."""
    for answer in answers(as_text(line) for line in sys.stdin.buffer):
        sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        sys.stdout.buffer.flush()


def answers(lines: Iterable[str]) -> Iterable[dict[str, Any]]:
    """Yield one answer for each line that is not blank, in order."""
    for line in lines:
        if line.strip():
            yield _answer(line)


def _answer(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return _bad(None, "JSON")
    if not isinstance(asked, dict):
        return _bad(None, "{}")
    if not isinstance(asked.get("text"), str):
        return _bad(asked.get("id"), "text")
    lang = asked.get("lang")
    return as_contract(asked.get("id"), hear(load_phrases(), asked["text"], lang if lang in LANGS else None))


def _no_number(word: str) -> None:
    """Refuse NaN and the infinities: Python reads them, but they are no JSON and could not be told back."""
    raise ValueError(word)


def _bad(name: Any, problem: str) -> dict[str, Any]:
    from kagimori.knowledge.errors import explain

    return {"id": name, "error": {"code": LineShape.code, "message": explain(LineShape(problem=problem), current())}}


def as_contract(name: Any, heard: Heard) -> dict[str, Any]:
    """Return the answer in the published form; beyond it, `cut` says that only the first 8 KB were read."""
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


def _listed(shares: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"id": name, "p": share} for name, share in shares.items()]


def in_words(heard: Heard) -> str:
    """Return the answer for a person: what it may be, by which words, and what to do first."""
    from kagimori.knowledge import load_book

    causes = load_book("real").causes
    # Without a single word to go by, shares are only how common things are: no answer to what was asked.
    lines = [say("考えられる原因:", "What it may be:") if heard.evidence else _too_little()]
    for cause, share in list(heard.causes.items())[: SHOWN if heard.evidence else 0]:
        if share < WORTH_A_LINE:
            break
        lines.append(f"  {min(share, SUREST):4.0%}  {causes[cause].words.to(current()) if cause in causes else cause}")
        lines += [f"         「{piece.words}」" for piece in heard.evidence if piece.speaks_for == cause]
    lines += [say("最初の一歩: ", "First step: ") + _step_in_words(heard.first_step.id)]
    if heard.cut:
        lines += [say("(長いので、はじめの8KBだけ読みました)", "(It is long: only the first 8 KB were read)")]
    lines += [say("一歩ずつ進むには: kagimori doctor", "To go on step by step: kagimori doctor")]
    return "\n".join(lines)


def _too_little() -> str:
    return say(
        "この文章だけでは、何が起きているか分かりませんでした。画面の文言や、いつから・何をしたときかを足してください。",
        "These words do not tell what is wrong. Add what the screen says, and since when or after what it happens.",
    )


def _step_in_words(step: str) -> str:
    """Return a step's own words: the question, the action, or the title of its guide."""
    from kagimori.knowledge import load_book, load_guides

    book = load_book("real")
    known = book.observations.get(step) or book.actions.get(step)
    if known is not None:
        return known.words.to(current())
    guide = load_guides()[step]
    return guide.title.to(current()) if guide.title is not None else guide.steps("web", current())[0]
