"""`kagimori otp export --format F`: entries as JSON lines on standard input, a file for another app on standard output.

The lines are those of `kagimori otp import --json --reveal`.  Unless it is sealed, the file holds the keys in the
clear and this warns; one line that cannot be used stops it all, for a file that lacks an entry would look whole.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click

from kagimori.cli.language import say
from kagimori.cli.otp_import import read_password
from kagimori.cli.otp_lines import with_file
from kagimori.cli.refusal import refusals
from kagimori.core.errors import KagimoriError
from kagimori.core.otp.files import aegis, formats
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.opening import Opening, limits_of
from kagimori.core.otp.files.record import Record
from kagimori.core.otp.files.refusals import EntryShape, FileBroken, FileTooLarge, NoKeys
from kagimori.knowledge import load_policy


@click.command(
    help=say(
        "標準入力のJSON(otp import --json --reveal の出力)を、ほかのアプリが読めるファイルにして標準出力に書きます。",
        "Write the JSON lines on standard input (those of otp import --json --reveal) as a file for another app.",
    )
)
@click.option(
    "--format",
    "chosen",
    type=click.Choice(list(formats.EXPORTS)),
    required=True,
    help=say("書き出す形式", "The format to write"),
)
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("このファイルのパスワードで封をする(aegis のみ)", "Seal it with the password in this file (aegis only)"),
)
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def export_command(*, chosen: str, password_file: Path | None, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Write the file, or nothing and exit 2."""
    if password_file is not None and chosen != aegis.ID:
        raise click.UsageError(say("封ができるのは aegis だけです", "Only aegis can be sealed"))
    with refusals(as_json=False):
        try:
            written = _sealed(password_file) if password_file else formats.EXPORTS[chosen].write(_entries())
        except KagimoriError as refusal:
            raise with_file(refusal, say("標準入力", "standard input")) from None
    if password_file is None:
        click.echo(_warning(), err=True)
    sys.stdout.buffer.write(written)


def _sealed(password_file: Path) -> bytes:
    opening = Opening(read_password(password_file), limits_of(load_policy()))
    return aegis.write_sealed(_entries(), opening, os.urandom(aegis.CHANCE_BYTES))


def _warning() -> str:
    return say(
        "警告: 書き出したファイルにはキーがそのまま入っています。移したらすぐに消してください。",
        "Warning: the file holds the keys in the clear. Delete it as soon as they are moved.",
    )


def _entries() -> list[Entry]:
    limits = limits_of(load_policy())
    text = sys.stdin.buffer.read(limits.size_bytes + 1)
    if len(text) > limits.size_bytes:
        raise FileTooLarge(what="bytes", found=len(text), most=limits.size_bytes)
    lines = text.decode("utf-8", "replace").splitlines()
    entries = [_entry(f"line {number}", line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not entries:
        raise NoKeys
    return entries


def _entry(place: str, line: str) -> Entry:
    """Return the entry of one line.  Raises FileBroken where it is no JSON, EntryShape where a value is wrong."""
    try:
        record = Record.of(place, json.loads(line))
    except (ValueError, RecursionError):
        raise FileBroken(place=place) from None
    if "secret" not in record.values:
        raise EntryShape(place=record.at("secret"), found="-", expected="otp import --json --reveal")
    names = ("secret", "type", "issuer", "name", "algorithm", "digits", "period", "counter")
    return make_entry(place, Told(**{name: record.get(name) for name in names}))  # type: ignore[typeddict-item]
