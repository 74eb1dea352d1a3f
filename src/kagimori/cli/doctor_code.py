"""`kagimori doctor code`: why a typed code was refused.

For machines `--json`: the question as one JSON object on standard input, the verdict as one on standard output.  For
people: the key of the set-up by a hidden prompt (or the first line of standard input), then the codes as the app shows
them.  Nothing is stored or sent.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import current, say
from kagimori.cli.otp import read_seed
from kagimori.cli.refusal import NO, refusals
from kagimori.cli.standard_input import as_text, read_text
from kagimori.core.errors import BadInput
from kagimori.core.otp.judge import Question, Verdict, judge
from kagimori.core.otp.question import read_question
from kagimori.core.otp.search import Entry, Rules, TypedCode
from kagimori.core.otp.uri import read_entry
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

# Entries of the longest kind, each with its place in the JSON, fit thrice over.
MOST_QUESTION_BYTES = 8 * 1024 * 1024
MOST_ASKED = 2
THIS_ENTRY = "this"
# The guide that leads out of each verdict, where there is more to do than the verdict's own words say.
GUIDES = {
    "drift": "clock_auto_on",
    "retired_seed": "reregister_secret",
    "unexplained": "reregister_secret",
    "wrong_kind": "right_code_box",
}


@click.command(
    help=say(
        "入力したコードがなぜ通らないかを調べます(時計のずれ、古い登録、別のアカウント、使用済みなど)。何も保存しません。",
        "Say why a typed code was refused: clock, old set-up, other account, used before. Nothing is stored.",
    )
)
@click.option("--json", "as_json", is_flag=True, help=say("標準入出力でJSONを使う", "JSON in and out"))
@click.option(
    "--uri-stdin",
    is_flag=True,
    help=say(
        "1行目に otpauth URI、2行目から入力したコードを標準入力で渡す",
        "Read the otpauth URI from the first line of standard input and the codes from the next ones",
    ),
)
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def code(*, as_json: bool, uri_stdin: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Answer once; exit 1 where nothing explains the code."""
    with refusals(as_json=as_json):
        if as_json:
            verdict = judge(_question(), rules())
            click.echo(json.dumps(as_contract(verdict)))
        else:
            verdict = _from_lines() if uri_stdin else _from_person()
            click.echo("\n".join(in_words(verdict)))
    if verdict.verdict == "unexplained":
        raise SystemExit(NO)


def rules() -> Rules:
    """Return the figures that the verdict rests on."""
    policy = load_policy()
    return Rules(
        window_steps=policy["otp.window"].count,
        reach_s=policy["otp.drift_reach"].span.total_seconds(),
        typing_s=policy["otp.typing"].span.total_seconds(),
        ask_again_above=policy["otp.ask_again_above"].value,
        guess_below=policy["otp.guess_below"].value,
        backup_digits=policy["typed.backup_digits"].count,
    )


def _question() -> Question:
    asked = sys.stdin.buffer.read(MOST_QUESTION_BYTES + 1)
    if len(asked) > MOST_QUESTION_BYTES:
        raise BadInput(field="JSON", found=f"> {MOST_QUESTION_BYTES}", expected=f"<= {MOST_QUESTION_BYTES}")
    policy = load_policy()
    entries, typed = policy["otp.entries"].count, policy["otp.typed"].count
    return read_question(as_text(asked), most_entries=entries, most_typed=typed)


def as_contract(verdict: Verdict) -> dict[str, Any]:
    """Return the verdict in the published form."""
    return verdict._asdict()


def _from_lines() -> Verdict:
    lines = read_text().splitlines()
    seed = read_entry(lines[0] if lines else "")
    typed = tuple(TypedCode(line, time.time()) for line in lines[1:] if line.strip())
    if not typed:
        raise BadInput(field="code", found="0", expected="1 …")
    return judge(Question((Entry(THIS_ENTRY, seed),), None, typed, frozenset()), rules())


def _from_person() -> Verdict:
    """Ask for the key and a code, and for a second code where the first could be a coincidence."""
    entries = (Entry(THIS_ENTRY, read_seed(uri_stdin=False)),)
    typed: list[TypedCode] = []
    prompts = iter(
        (
            say("アプリに出ているコード", "The code that the app shows"),
            say("次に変わった新しいコード", "The next code, once it has changed"),
        )
    )
    for prompt in prompts:
        typed.append(TypedCode(click.prompt(prompt, err=True), time.time()))
        verdict = judge(Question(entries, None, tuple(typed), frozenset()), rules())
        if not verdict.ask_again or len(typed) == MOST_ASKED:
            break
        click.echo(say("念のため、もう一つ確かめます。", "One more, to be sure."), err=True)
    return verdict


def in_words(verdict: Verdict) -> Iterator[str]:
    """Yield what was found and what to do next, for a person."""
    from kagimori.cli.steps import steps_of
    from kagimori.knowledge.verdicts import load_verdicts

    words = load_verdicts()[verdict.verdict]
    yield words.happened.to(current())
    if verdict.verdict == "drift" and verdict.offset_seconds is not None:
        yield _offset(*verdict.offset_seconds)
    if verdict.repaired is not None:
        yield say(f"読み替えたコード: {verdict.repaired}", f"Read as: {verdict.repaired}")
    yield say("次にすること: ", "What to do next: ") + words.then.to(current())
    if verdict.ask_again:
        again = load_verdicts()["ask_again"]
        yield f"{again.happened.to(current())} {again.then.to(current())}"
    elif verdict.verdict in GUIDES:
        yield from steps_of(GUIDES[verdict.verdict], ("ios", "android"))


def _offset(low: float, high: float) -> str:
    """Say the offset in minutes and seconds, by its middle."""
    middle = round((low + high) / 2)
    minutes, seconds = divmod(abs(middle), 60)
    ja, en = f"{minutes}分{seconds}秒", f"{minutes} min {seconds} s"
    if middle > 0:
        return say(f"時計は約{ja}進んでいます。", f"The clock is about {en} ahead.")
    return say(f"時計は約{ja}遅れています。", f"The clock is about {en} behind.")
