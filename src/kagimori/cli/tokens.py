"""`kagimori tokens`: keys for programs, made, listed and taken back on the server."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import open_database
from kagimori.cli.teams import team_called
from kagimori.core.errors import BadInput
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from kagimori.console.people.models import ApiToken, User


class UserUnknown(BadInput):
    """Nobody with this mail address is in the team: `email`."""

    code = "tokens.user_unknown"


@click.group(help=say("プログラム用の鍵(APIトークン)のコマンドです。", "Commands for keys of programs (API tokens)."))
def tokens() -> None:
    """Hold the commands together."""


@tokens.command(
    help=say(
        "鍵を作り、一度だけ表示します。持ち主がそのチームでできることしかできません。",
        "Make a key and print it this once. It does no more than its owner may do in the team.",
    )
)
@click.option("--user", "email", required=True, metavar="MAIL", help=say("持ち主のメールアドレス", "Whose it is"))
@click.option("--team", required=True, metavar="KEY", help=say("チーム(アドレスか名前)", "The team: address or name"))
@click.option(
    "--right",
    "rights",
    required=True,
    multiple=True,
    metavar="ID",
    help=say("権限のID(何度でも)", "A right; repeat it"),
)
@click.option("--days", type=click.IntRange(1), help=say("使える日数", "For how many days"))
@click.option("--name", default="cli", help=say("何に使うか", "What it is for"))
@about_data
def make(  # noqa: PLR0913  # one for each option
    *, email: str, team: str, rights: tuple[str, ...], days: int | None, name: str, data: str | None, as_json: bool
) -> None:
    """Make one."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people.tokens import flows
        from kagimori.core.people.standing import Actor

        life = timedelta(days=days) if days else load_policy()["tokens.usual"].span
        found, by, now = team_called(team), Actor.itself("cli"), timezone.now()
        row, secret = flows.make(found, _user(email, found.pk), by, now, name=name, rights=rights, life=life)
        # Printing it is the deed that was asked for; it is not kept.
        shown = secret.reveal().decode()
    if as_json:
        click.echo(json.dumps({"id": str(row.pk), "token": shown, "ends_at": row.ends_at.isoformat()}))
    else:
        click.echo(shown)
        click.echo(say("この表示は今だけです。", "It is shown this once."), err=True)


@tokens.command("list", help=say("チームの鍵の一覧を見ます。", "List a team's keys."))
@click.argument("team")
@about_data
def listing(*, team: str, data: str | None, as_json: bool) -> None:
    """List them."""
    with made_ready(data, as_json=as_json):
        open_database()
        from kagimori.console.people.tokens.queries import of_team

        rows = [_told(row) for row in of_team(str(team_called(team).pk))]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for row in rows:
        click.echo(f"{row['id']}  {row['begins_with']}…  {row['name']}  {row['user']}  {row['ends_at'] or '-'}")


@tokens.command(help=say("鍵を取り消します。", "Take a key back."))
@click.argument("team")
@click.argument("token", type=click.UUID)
@about_data
def revoke(*, team: str, token: object, data: str | None, as_json: bool) -> None:
    """Take one back."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people.tokens import flows
        from kagimori.core.people.standing import Actor

        flows.revoke(team_called(team).pk, str(token), Actor.itself("cli"), timezone.now())
    click.echo(json.dumps({"revoked": str(token)}) if as_json else say("取り消しました。", "It works no more."))


def _user(email: str, team: object) -> User:
    from django.utils import timezone

    from kagimori.console.people.queries import members

    member = members(str(team), timezone.localdate()).filter(user__email__iexact=email).select_related("user").first()
    if member is None:
        raise UserUnknown(email=email)
    return member.user


def _told(row: ApiToken) -> dict[str, object]:
    living = row.revoked_at is None
    return {
        "id": str(row.pk),
        "name": row.name,
        "begins_with": row.begins_with,
        "user": str(row.user),
        "rights": row.rights,
        "ends_at": row.ends_at.isoformat() if living else None,
        "used_at": row.used_at.isoformat() if row.used_at else None,
    }
