"""`kagimori otp`: make, check and search one-time codes.

The plain form of `otp code` is answered by `swift` before click is loaded; both give the same answers.

The entry comes on standard input (`--uri-stdin`) or by a prompt that does not echo, never as an argument: an otpauth
URI, or the bare key for an entry of the usual shape.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import say
from kagimori.cli.lazy import LazyGroup, Table
from kagimori.cli.refusal import NO, refusals
from kagimori.cli.standard_input import read_text
from kagimori.core.otp.uri import read_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from kagimori.core.otp.seed import Seed

# The first three stand below; the others have modules of their own, imported when they are named.
COMMANDS: Table = {
    "code": (
        "kagimori.cli.otp",
        "code",
        say("今のコードと、いつまで使えるかを答えます", "Say the code and until when it is right"),
    ),
    "verify": (
        "kagimori.cli.otp",
        "verify",
        say("コードが合っているかを答えます", "Say whether a code is right"),
    ),
    "drift": (
        "kagimori.cli.otp",
        "drift",
        say("コードから時計のずれを探します", "Find from a code how far a clock is off"),
    ),
    "import": (
        "kagimori.cli.otp_import",
        "import_command",
        say("認証アプリの書き出しやQRコードの画像を読みます", "Read exports of authenticator apps and QR pictures"),
    ),
    "export": (
        "kagimori.cli.otp_export",
        "export_command",
        say("登録を、ほかのアプリが読める形に書き出します", "Write entries in a form that another app reads"),
    ),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    help=say("認証アプリのコードを計算・照合します", "Work out and check authenticator codes"),
)
def otp() -> None:
    """Hold the commands together."""


def _entry_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that all three commands share."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON")),
        click.option(
            "--at",
            type=int,
            metavar="UNIX",
            help=say("いつの時刻で(1970年からの秒。省くと今)", "The moment, in seconds since 1970 (default: now)"),
        ),
        click.option(
            "--uri-stdin",
            is_flag=True,
            help=say("otpauth URI を標準入力から読む", "Read the otpauth URI from standard input"),
        ),
    ):
        command = option(command)
    return command


@click.command(help=COMMANDS["code"][2])
@_entry_options
def code(*, uri_stdin: bool, at: int | None, as_json: bool) -> None:
    """Print the code; how long it holds goes to standard error."""
    from kagimori.core.otp.totp import code_at

    with refusals(as_json=as_json):
        moment = _moment(at)
        made = code_at(read_seed(uri_stdin=uri_stdin), moment)
    if as_json:
        click.echo(json.dumps({"code": made.text, "valid_from": made.valid_from, "valid_to": made.valid_to}))
        return
    click.echo(made.text)
    left = made.valid_to - moment
    click.echo(say(f"あと{left}秒使えます", f"good for another {left} seconds"), err=True)


@click.command(help=COMMANDS["verify"][2])
@_entry_options
@click.option("--code", "typed", required=True, help=say("入力されたコード", "The code that was typed"))
@click.option("--window", type=click.IntRange(0, 100), help=say("前後に何個ぶん許すか", "Steps allowed each way"))
def verify(*, uri_stdin: bool, at: int | None, as_json: bool, typed: str, window: int | None) -> None:
    """Answer yes or no; exit 1 where it is no."""
    from kagimori.core.otp.totp import verify as find

    with refusals(as_json=as_json):
        seed = read_seed(uri_stdin=uri_stdin)
        steps = _policy("otp.window").count if window is None else window
        offset = find(seed, _repaired(typed), _moment(at), window_steps=steps)
    _answer(
        {"ok": offset is not None, "offset_steps": offset},
        as_json=as_json,
        words=say("合っていません", "not right") if offset is None else say("合っています", "right"),
        no=offset is None,
    )


@click.command(help=COMMANDS["drift"][2])
@_entry_options
@click.option("--code", "typed", required=True, help=say("入力されたコード", "The code that was typed"))
@click.option(
    "--reach",
    type=click.IntRange(0, 31 * 86_400),
    metavar="SECONDS",
    help=say("前後何秒まで探すか(省くと1日)", "How far to search each way, in seconds (default: a day)"),
)
def drift(*, uri_stdin: bool, at: int | None, as_json: bool, typed: str, reach: int | None) -> None:
    """Answer the offset; exit 1 where none explains the code."""
    from kagimori.core.otp.drift import candidates, coincidence, find_offset, reach_in_steps

    with refusals(as_json=as_json):
        seed = read_seed(uri_stdin=uri_stdin)
        steps = reach_in_steps(seed, _policy("otp.drift_reach").span.total_seconds() if reach is None else reach)
        offset = find_offset(seed, _repaired(typed), _moment(at), reach_steps=steps)
    _answer(
        {"offset_steps": offset, "chance": coincidence(candidates(steps), seed.digits)},
        as_json=as_json,
        words=say("どのずれでも説明できません", "no offset explains it")
        if offset is None
        else say(
            f"時計のずれ: 約{offset * seed.period_s:+d}秒({offset:+d}個ぶん)",
            f"the clock is off by about {offset * seed.period_s:+d} seconds ({offset:+d} steps)",
        ),
        no=offset is None,
    )


def read_seed(*, uri_stdin: bool) -> Seed:
    """Return the entry from standard input or a hidden prompt; raises SeedShape."""
    if uri_stdin:
        return read_entry(read_text())
    prompt = say("認証アプリのキー、または otpauth URI(表示されません)", "Authenticator key or otpauth URI (not shown)")
    return read_entry(click.prompt(prompt, hide_input=True, err=True))


def _moment(at: int | None) -> int:
    return int(time.time()) if at is None else at


def _repaired(typed: str) -> str:
    from kagimori.core.typed import inspect_code

    return inspect_code(typed).clean


def _policy(name: str) -> Any:
    from kagimori.knowledge import load_policy

    return load_policy()[name]


def _answer(told: dict[str, Any], *, as_json: bool, words: str, no: bool) -> None:
    click.echo(json.dumps(told) if as_json else words)
    if no:
        raise SystemExit(NO)
