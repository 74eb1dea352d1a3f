"""`kagimori otp import FILE...`: the exports of authenticator apps, QR pictures and transfers, read on this machine.

Nothing is stored or sent, and keys are printed only under `--reveal`.  A file is taken whole or not at all; what a
format looks like stands in `core.otp.files`, one module each.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import say
from kagimori.cli.otp_lines import shown_name, tell
from kagimori.core.errors import BadInput, KagimoriError
from kagimori.core.otp.files import formats, migration
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.importing import Outcome, import_file, import_transfers, weigh
from kagimori.core.otp.files.opening import Opening, limits_of
from kagimori.core.otp.files.refusals import FileTooLarge, PasswordNeeded
from kagimori.core.secret import Secret
from kagimori.core.text import Text
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

NO = 1
STDIN = "-"
MOST_PASSWORD_BYTES = 4096
_PROBLEMS: dict[type[Exception], Text] = {
    FileNotFoundError: Text("見つかりません", "it is not there"),
    PermissionError: Text("読む権限がありません", "you may not read it"),
    IsADirectoryError: Text("フォルダです", "it is a folder"),
}


class FileMissing(BadInput):
    """The file cannot be opened: `problem` is the system's own word for why."""

    code = "otp.file_missing"


class SecretArgument(BadInput):
    """A URI that holds keys was given as an argument, where process lists and histories keep it."""

    code = "otp.file_secret_argument"


@click.command(
    help=say(
        "認証アプリの書き出しファイル、QRコードの画像、移行用のURIを読み取ります。この端末の中だけで読み、保存も送信もしません。",
        "Read exports of authenticator apps, pictures of QR codes and transfer URIs. "
        "They are read on this machine only, never stored or sent.",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--format",
    "forced",
    type=click.Choice([known.ID for known in formats.FORMATS]),
    help=say("形式を指定する(省くと中身から判断)", "The format (default: told from the content)"),
)
@click.option(
    "--password-stdin",
    is_flag=True,
    help=say("パスワードを標準入力から読む", "Read the password from standard input"),
)
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("パスワードをファイルから読む", "Read the password from a file"),
)
@click.option("--json", "as_json", is_flag=True, help=say("1行に1つのJSONで答える", "Answer in JSON lines"))
@click.option("--reveal", is_flag=True, help=say("キーも表示する", "Print the keys too"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def import_command(
    *,
    files: tuple[str, ...],
    forced: str | None,
    password_stdin: bool,
    password_file: Path | None,
    as_json: bool,
    reveal: bool,
    **_options: Any,
) -> None:
    """Print a line for each entry; exit 1 where a file was refused."""
    if password_stdin and STDIN in files:
        raise click.UsageError(say("標準入力は一つにしか使えません", "Standard input serves one of them only"))
    if reveal:
        warning = say("警告: キーをそのまま表示します。", "Warning: keys are printed in the clear.")
        click.echo(warning, err=True)
    opening = Opening(_password(password_file, from_stdin=password_stdin), limits_of(load_policy()))
    refused = False
    for outcome in _outcomes(files, opening, forced):
        refused = refused or outcome.refusal is not None
        tell(outcome, as_json=as_json, reveal=reveal)
    if refused:
        raise SystemExit(NO)
    if not as_json:
        click.echo(
            say("取り込みが済んだら、元のファイルを消してください。", "Delete the files once you are done."), err=True
        )


def _password(file: Path | None, *, from_stdin: bool) -> Secret | None:
    """Return the password, or None where it was not given."""
    if file is not None:
        return read_password(file)
    return _without_line_end(sys.stdin.buffer.read(MOST_PASSWORD_BYTES)) if from_stdin else None


def read_password(file: Path) -> Secret:
    """Return the password in a file without the end of its line."""
    with file.open("rb") as opened:
        return _without_line_end(opened.read(MOST_PASSWORD_BYTES))


def _without_line_end(found: bytes) -> Secret:
    return Secret(found.removesuffix(b"\n").removesuffix(b"\r"))


def _outcomes(files: tuple[str, ...], opening: Opening, forced: str | None) -> Iterator[Outcome]:
    """Yield what became of each file; the codes of transfers come last, for they belong together."""
    transfers: list[tuple[str, Content]] = []
    for file in dict.fromkeys(files):
        try:
            content = _content(file, opening)
            weigh(content, opening)
            if (forced or formats.find(content, file).ID) == migration.ID:
                transfers.append((file, content))
                continue
        except KagimoriError as refusal:
            yield Outcome(shown_name(file), refusal=refusal)
            continue
        yield _asking(file, content, opening, forced)
    yield from import_transfers(transfers, opening)


def _asking(file: str, content: Content, opening: Opening, forced: str | None) -> Outcome:
    """Return the outcome, having asked a person for the password where one is needed and nobody gave it."""
    outcome = import_file(file, content, opening, forced)
    if not isinstance(outcome.refusal, PasswordNeeded) or not sys.stdin.isatty():
        return outcome
    prompt = say(f"{file} のパスワード(表示されません)", f"Password of {file} (not shown)")
    asked = Secret(click.prompt(prompt, hide_input=True, err=True).encode())
    return import_file(file, content, Opening(asked, opening.limits), forced)


def _content(file: str, opening: Opening) -> Content:
    if file.lower().startswith("otpauth"):
        raise SecretArgument
    most = opening.limits.size_bytes
    raw = sys.stdin.buffer.read(most + 1) if file == STDIN else _bytes(file, most)
    if len(raw) > most:
        raise _too_large(len(raw), most)
    content = Content(raw)
    return _seen(content) if content.is_picture else content


def _seen(picture: Content) -> Content:
    """Return what the QR codes of a picture say, one a line."""
    from kagimori.gateways import qr

    texts = qr.texts(picture.raw, most_pixels=load_policy()["otp.file_pixels"].count)
    return Content("\n".join(texts).encode("utf-8", "replace"))


def _bytes(file: str, most: int) -> bytes:
    """Return at most one byte more than is read; a file known to be larger is not opened."""
    try:
        found = Path(file).stat()
        if stat.S_ISREG(found.st_mode) and found.st_size > most:
            raise _too_large(found.st_size, most)
        with Path(file).open("rb") as opened:
            return opened.read(most + 1)
    except (OSError, ValueError) as problem:
        raise FileMissing(problem=_PROBLEMS.get(type(problem), Text("読めません", "it cannot be read"))) from None


def _too_large(found: int, most: int) -> FileTooLarge:
    return FileTooLarge(what=Text("バイト数", "bytes"), found=found, most=most)
