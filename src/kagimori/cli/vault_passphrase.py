"""The passphrase of an encrypted file: from a file, from standard input or from a prompt, never from an argument."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kagimori.cli.language import say
from kagimori.core.errors import BadInput
from kagimori.core.secret import Secret

MOST_BYTES = 4096

password_file = click.option(
    "--password-file",
    "password_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        "1行目に合言葉を書いたファイル(なければ標準入力か画面で聞きます)",
        "A file whose first line is the passphrase; else standard input or a prompt",
    ),
)


class NoPassphrase(BadInput):
    """Nothing was given."""

    code = "vault.no_passphrase"


class PassphrasesDiffer(BadInput):
    """A new passphrase was typed in two different ways."""

    code = "vault.passphrases_differ"


def known_passphrase(file: Path | None) -> Secret:
    """Return the passphrase of a file that exists.  Raises NoPassphrase."""
    if file is None and sys.stdin.isatty():
        return _prompted(say("ファイルの合言葉(表示されません)", "Passphrase of the file (not shown)"))
    return _given(file)


def new_passphrase(file: Path | None) -> Secret:
    """Return the passphrase for a new file, typed twice at a terminal.  Raises NoPassphrase, PassphrasesDiffer."""
    if file is not None or not sys.stdin.isatty():
        return _given(file)
    first = _prompted(say("新しい合言葉(表示されません)", "New passphrase (not shown)"))
    if first != _prompted(say("もう一度", "Once more")):
        raise PassphrasesDiffer
    return first


def _given(file: Path | None) -> Secret:
    if file is None:
        raw = sys.stdin.buffer.readline(MOST_BYTES)
    else:
        with file.open("rb") as opened:
            raw = opened.readline(MOST_BYTES)
    # Some editors put a mark before the text that nobody has typed.
    line = raw.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
    if not line:
        raise NoPassphrase
    return Secret(line)


def _prompted(words: str) -> Secret:
    return Secret(str(click.prompt(words, hide_input=True, err=True)).encode())
