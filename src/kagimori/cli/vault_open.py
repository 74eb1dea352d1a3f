"""`kagimori vault open FILE`: what an encrypted export holds, on a day on which the console is down.

Without Django and without a database.  Nothing is stored; the text goes to standard output, with a warning beside it.
"""

from __future__ import annotations

import time
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kagimori.cli.language import say
from kagimori.cli.refusal import refusals
from kagimori.cli.vault_passphrase import known_passphrase, password_file
from kagimori.core.errors import BadInput, KagimoriError
from kagimori.core.vault import export as form
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.secret import Secret

MIB = 1024 * 1024


class FileTooLarge(BadInput):
    """The file is larger than any that we write: `most` MB."""

    code = "vault.export_too_large"


class HandleMissing(BadInput):
    """The file has no account of this name: `handle`."""

    code = "vault.not_in_file"


@click.command(
    "open",
    help=say(
        "暗号化した書き出しを開いて表示します。コンソールもデータベースも要りません。コードがそのまま表示されます。",
        "Open an encrypted export and print it. Neither the console nor its database is needed. "
        "The codes are printed in clear.",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--account", metavar="HANDLE", help=say("このアカウントだけ", "This account alone"))
@click.option("--json", "as_json", is_flag=True, help=say("書き出したままのJSONを表示", "Print the JSON as it is"))
@password_file
def open_file(*, file: Path, account: str | None, as_json: bool, password_file: Path | None) -> None:
    """Open the file and print it."""
    with refusals(as_json=as_json):
        found = _only(form.read(unlocked(file, known_passphrase(password_file))), account)
        click.echo(
            say("警告: コードをそのまま表示します。", "Warning: codes are printed in the clear."),
            err=True,
        )
        if as_json:
            click.echo(form.write(found).reveal().decode(), nl=False)
        else:
            click.echo("\n".join(_lines(found, time.time())))


def unlocked(file: Path, passphrase: Secret) -> Secret:
    """Return the document in the file.  Raises FileTooLarge, FileAway, and what `age.unlock` does."""
    from kagimori.cli.private_files import readable
    from kagimori.gateways import age

    most = load_policy()["vault.export_size"].count
    with readable(str(file)) as source:
        locked = source.read(most * MIB + 1)
    if len(locked) > most * MIB:
        raise FileTooLarge(most=most)
    return age.unlock(locked, passphrase)


def _only(found: form.Export, handle: str | None) -> form.Export:
    if handle is None:
        return found
    wanted = handle.strip().lstrip("@").lower()
    accounts = tuple(one for one in found.accounts if one.handle == wanted)
    if not accounts:
        raise HandleMissing(handle=wanted[:30])
    return form.Export(found.team, found.made_at, accounts)


def _lines(found: form.Export, now: float) -> Iterator[str]:
    at = f"{found.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield say(f"{found.team}: {at} の控え", f"{found.team}: as of {at}")
    for one in found.accounts:
        yield f"\n@{one.handle} {one.name}".rstrip()
        yield from _sheet(one.sheet)
        if one.key is not None:
            yield _code_now(one.key, now)
    yield ""
    yield say(
        "使ったコードは、この控えと紙に印を付け、コンソールが戻ったら使用済みにしてください。",
        "Note which codes you used, and mark them in the console when it is back.",
    )


def _sheet(sheet: form.Sheet | None) -> Iterator[str]:
    if sheet is None:
        return
    count, size, number = len(sheet.codes), sheet.size, sheet.generation
    yield say(
        f"  バックアップコード(第{number}版、{size}個のうち{count}個)",
        f"  Backup codes (sheet {number}, {count} of {size})",
    )
    for code in sheet.codes:
        digits = code.value.reveal().decode()
        half = len(digits) // 2
        kept = say("(取り置き中)", " (reserved)") if code.reserved else ""
        yield f"    {code.place:>2}  {digits[:half]} {digits[half:]}{kept}"


def _code_now(key: Secret, now: float) -> str:
    """Return the authenticator's code of this moment, which is all that a login needs."""
    from kagimori.core.otp.totp import code_at
    from kagimori.core.otp.uri import read_uri

    try:
        code = code_at(read_uri(key.reveal().decode()), int(now))
    except KagimoriError:
        return say("  認証アプリ: --json で見られます", "  Authenticator: see --json")
    left = max(0, int(code.valid_to - now))
    return say(f"  認証アプリのコード {code.text}(あと{left}秒)", f"  Authenticator code {code.text} ({left} s left)")
