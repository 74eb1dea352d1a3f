"""Talking with a person at a terminal: choices by number, single-letter commands, a countdown that can be left.

Everything is plain text, so that it works in every terminal, over ssh and for a screen reader.
"""

from __future__ import annotations

import select
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

import click

from kagimori.cli.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

TICK = timedelta(seconds=1)


class Choice(NamedTuple):
    """One answer: what is typed for it is its number or its `key`; `id` is what it means."""

    id: str
    words: str
    key: str = ""


class Terminal(Protocol):
    """What the wizard needs of the other side; tests put a script in its place."""

    def tell(self, text: str = "") -> None:
        """Show some lines."""

    def choose(self, choices: Sequence[Choice]) -> str:
        """Return the id of the chosen answer."""

    def type_in(self, question: str) -> str:
        """Return a line that the person types."""

    def wait_until(self, end: datetime) -> None:
        """Return when `end` has come or the person leaves the wait."""

    def now(self) -> datetime:
        """Return the present moment."""


class Console:
    """The real terminal."""

    def tell(self, text: str = "") -> None:
        """Print to standard output."""
        click.echo(text)

    def choose(self, choices: Sequence[Choice]) -> str:
        """Print the choices and ask until one of them is named."""
        numbered = [choice for choice in choices if not choice.key]
        lettered = [choice for choice in choices if choice.key]
        by_typed = {choice.key: choice.id for choice in lettered}
        for number, choice in enumerate(numbered, start=1):
            by_typed[str(number)] = choice.id
            click.echo(f"  {number:>2}) {choice.words}")
        if lettered:
            click.echo("   " + "   ".join(f"{choice.key} {choice.words}" for choice in lettered))
        while True:
            # Full-width digits and letters are what a Japanese keyboard gives; they are as good as plain ones.
            typed = _plain(click.prompt(say("番号か文字", "Number or letter"), prompt_suffix=" > ", type=str))
            if typed in by_typed:
                return by_typed[typed]
            click.echo(say("この一覧の番号か文字を入れてください。", "Please type a number or letter of this list."))

    def type_in(self, question: str) -> str:
        """Ask for a line of free text."""
        return str(click.prompt(question, prompt_suffix="\n> ", type=str))

    def wait_until(self, end: datetime) -> None:
        """Count down to `end`; Enter leaves earlier."""
        while (left := end - self.now()) > timedelta(0):
            if sys.stdout.isatty():
                click.echo(f"\r{clock_face(left)}  ", nl=False)
            if _enter_pressed(min(left, TICK)):
                return
        click.echo()

    def now(self) -> datetime:
        """Return the machine's time."""
        return datetime.now(UTC)


def clock_face(left: timedelta) -> str:
    """Return a time span as hours, minutes and seconds, such as 0:14:59; a started second counts whole."""
    seconds = -(-left // TICK)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _plain(typed: str) -> str:
    from kagimori.core.text import fold

    return fold(typed).strip()


def _enter_pressed(within: timedelta) -> bool:
    if not sys.stdin.isatty():
        time.sleep(within.total_seconds())
        return False
    ready, _, _ = select.select([sys.stdin], [], [], within.total_seconds())
    if ready:
        sys.stdin.readline()
    return bool(ready)
