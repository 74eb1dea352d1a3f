"""`kagimori team`: making, listing and putting away teams on the server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import current, say
from kagimori.cli.start import open_database
from kagimori.cli.teams import team_called

if TYPE_CHECKING:
    from kagimori.console.people.models import Team


@click.group(help=say("チームのためのコマンドです。", "Commands for teams."))
def team() -> None:
    """Hold the commands together."""


@team.command(
    help=say("チームを作ります。オーナーは、もうログインできる人です。", "Make a team for an owner who has a login.")
)
@click.argument("name")
@click.option("--owner", required=True, metavar="EMAIL", help=say("オーナーのメールアドレス", "The owner's address"))
@about_data
def make(*, name: str, owner: str, data: str | None, as_json: bool) -> None:
    """Make it and print its address."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people.login.queries import user_at
        from kagimori.console.people.teams import flows
        from kagimori.core.people.standing import Actor

        by, now = Actor.itself("cli"), timezone.now()
        made = flows.make(name, user_at(owner), by=by, now=now, language=current())
    _print([made], as_json=as_json)


@team.command("list", help=say("チームの一覧を見ます。", "List the teams."))
@about_data
def listing(*, data: str | None, as_json: bool) -> None:
    """Print every team."""
    with made_ready(data, as_json=as_json):
        open_database()
        from kagimori.console.people.models import Team

        found = list(Team.objects.order_by("name", "key"))
    _print(found, as_json=as_json)


@team.command(help=say("チームをしまいます。中身は失われません。", "Put a team away. Nothing in it is lost."))
@click.argument("name")
@about_data
def archive(*, name: str, data: str | None, as_json: bool) -> None:
    """Put it away."""
    _turn(name, "archive", data, as_json=as_json)


@team.command(help=say("しまったチームを元に戻します。", "Take a team out again."))
@click.argument("name")
@about_data
def restore(*, name: str, data: str | None, as_json: bool) -> None:
    """Take it out."""
    _turn(name, "restore", data, as_json=as_json)


def _turn(name: str, deed: str, data: str | None, *, as_json: bool) -> None:
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people.teams import flows
        from kagimori.core.people.standing import Actor

        found = team_called(name)
        getattr(flows, deed)(found.pk, by=Actor.itself("cli"), now=timezone.now())
        found.refresh_from_db()
    _print([found], as_json=as_json)


def _print(teams: list[Team], *, as_json: bool) -> None:
    if as_json:
        records = [
            {"key": one.key, "name": one.name, "id": str(one.pk), "archived": one.archived_at is not None}
            for one in teams
        ]
        click.echo(json.dumps(records, ensure_ascii=False))
        return
    for one in teams:
        mark = say(" (しまってある)", " (put away)") if one.archived_at else ""
        click.echo(f"{one.key}  {one.name}{mark}")
    if not teams:
        click.echo(say("まだチームがありません。", "There is no team yet."))
