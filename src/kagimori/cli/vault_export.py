"""`kagimori vault export FILE --team T`: codes, and keys where wished, in a file that a passphrase locks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.accounts_readiness import AccountUnknown
from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.private_files import new_private_file
from kagimori.cli.start import open_database, with_passphrase
from kagimori.cli.teams import team_called
from kagimori.cli.vault_passphrase import new_passphrase, password_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kagimori.console.accounts.models import InstagramAccount
    from kagimori.console.people.models import Team


@click.command(
    help=say(
        "残っているバックアップコードを、合言葉で暗号化したファイル(age形式)に書き出します。チームに知らせが届きます。",
        "Write the backup codes that are left into a file (age) that a passphrase locks. The team is told.",
    )
)
@click.argument("file")
@click.option("--team", required=True, metavar="TEAM", help=say("チーム", "The team"))
@click.option(
    "--account",
    "handles",
    metavar="HANDLE",
    multiple=True,
    help=say("このアカウントだけ(何度でも)", "This account alone; may be repeated"),
)
@click.option("--with-keys", is_flag=True, help=say("認証アプリのキーも入れる", "The authenticator keys too"))
@click.option("--why", default="", metavar="TEXT", help=say("理由(記録に残ります)", "The reason, for the record"))
@password_file
@about_data
def export(  # noqa: PLR0913  # one for each option
    *,
    file: str,
    team: str,
    handles: tuple[str, ...],
    with_keys: bool,
    why: str,
    password_file: Path | None,
    data: str | None,
    as_json: bool,
) -> None:
    """Write the file, readable by its owner only, after the deed was logged."""
    with made_ready(data, as_json=as_json):
        from django.utils import timezone

        from kagimori.console.doors.keyring import keyring
        from kagimori.console.vault.paper import flows, passphrases
        from kagimori.core.people.standing import Actor
        from kagimori.gateways import age

        open_database()
        with_passphrase(keyring)
        whose = team_called(team)
        chosen = _chosen(whose, handles)
        passphrase = new_passphrase(password_file)
        passphrases.judge(passphrase, [whose.name, *(one.handle for one in chosen)])
        with new_private_file(file) as target:
            document = flows.export(whose, chosen, keys=with_keys, why=why, by=Actor.itself("cli"), now=timezone.now())
            target.write(age.lock(document, passphrase))
    if as_json:
        click.echo(json.dumps({"file": file, "team": whose.name}, ensure_ascii=False))
        return
    click.echo(say(f"✓ {file} に書き出しました。", f"✓ The codes are in {file}."))
    click.echo(
        say(
            f"合言葉とは別の場所に置いてください。開くには: kagimori vault open {file}",
            f"Keep it apart from the passphrase. To open it: kagimori vault open {file}",
        ),
        err=True,
    )


def _chosen(team: Team, handles: Sequence[str]) -> list[InstagramAccount]:
    """Return the team's accounts, or those of these names.  Raises AccountUnknown."""
    from kagimori.console.accounts.models import InstagramAccount

    rows = {row.handle: row for row in InstagramAccount.objects.filter(team=team, archived_at=None)}
    wanted = [handle.strip().lstrip("@").lower() for handle in handles]
    for handle in wanted:
        if handle not in rows:
            raise AccountUnknown(handle=handle)
    return [rows[handle] for handle in wanted] if wanted else list(rows.values())
