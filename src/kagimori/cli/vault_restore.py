"""`kagimori vault restore FILE --team T`: an encrypted export read back; shown first, then done with `--yes`.

What is newer here stays, and a code that was used stays used.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import open_database, with_passphrase
from kagimori.cli.teams import team_called
from kagimori.cli.vault_open import unlocked
from kagimori.cli.vault_passphrase import known_passphrase, password_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.console.vault.paper.flows.restoring import Line

NO = 1


@click.command(
    help=say(
        "暗号化した書き出しから、同じ名前のアカウントに戻します。まず何が変わるかを表示し、--yes で実行します。",
        "Read an encrypted export back into the accounts of the same names. Shows what would change; --yes does it.",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--team", required=True, metavar="TEAM", help=say("チーム", "The team"))
@click.option("--yes", "do", is_flag=True, help=say("実行する", "Do it"))
@password_file
@about_data
@click.pass_context
def restore(  # noqa: PLR0913  # one for each option
    ctx: click.Context, *, file: Path, team: str, do: bool, password_file: Path | None, data: str | None, as_json: bool
) -> None:
    """Look or do, and print account by account."""
    with made_ready(data, as_json=as_json):
        from django.utils import timezone

        from kagimori.console.doors.keyring import keyring
        from kagimori.console.vault.paper import flows
        from kagimori.core.people.standing import Actor
        from kagimori.core.vault import export as form

        open_database()
        with_passphrase(keyring)
        whose, found = team_called(team), form.read(unlocked(file, known_passphrase(password_file)))
        if do:
            lines = flows.read_back(whose, found, by=Actor.itself("cli"), now=timezone.now())
        else:
            lines = flows.look_into(whose, found)
    if as_json:
        told = [_record(line) for line in lines]
        click.echo(json.dumps({"done": do, "made_at": found.made_at.isoformat(), "accounts": told}))
    else:
        click.echo("\n".join(_told(lines, done=do)))
    ctx.exit(0 if any(line.changes for line in lines) else NO)


def _record(line: Line) -> dict[str, Any]:
    return {
        "handle": line.handle,
        "known": line.known,
        "sheet": line.sheet,
        "key": line.key,
        "left": line.left,
        "gone": list(line.gone),
    }


def _told(lines: list[Line], *, done: bool) -> Iterator[str]:
    sheet = {
        "kept": say("コードを戻す", "codes come back"),
        "here": say("同じコードがある", "the same codes are here"),
        "newer": say("新しいコードがある", "newer codes are here"),
        "void": say("無効になったコード", "these codes are void"),
    }
    key = {
        "kept": say("キーを戻す", "the key comes back"),
        "here": say("同じキーがある", "the same key is here"),
        "newer": say("別のキーがある", "another key is here"),
        "void": say("使わなくなったキー", "this key was retired"),
    }
    for line in lines:
        words = [sheet.get(line.sheet, ""), key.get(line.key, "")]
        if not line.known:
            words = [say("このチームのアカウントではない", "no account of this team")]
        mark = "✓" if line.changes else "–"
        count = f" ({line.left})" if line.left else ""
        yield f"{mark} @{line.handle}{count}: " + " / ".join(filter(None, words))
        if line.gone:
            places = ", ".join(map(str, line.gone))
            yield "    " + say(
                f"ファイルにない番号(使われた可能性): {places}", f"not in the file, probably used: {places}"
            )
    if not done:
        yield say("まだ何も変えていません。実行するには --yes を付けます。", "Nothing has changed. Do it with --yes.")
