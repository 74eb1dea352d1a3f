"""`kagimori people leave`: ends all that somebody has in a team, for the day when nobody can open the page."""

from __future__ import annotations

import json

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import open_database
from kagimori.cli.teams import team_called


@click.command(
    help=say(
        "その人をチームから外し、ログイン・権限・プログラム用の鍵をまとめて終わらせます。",
        "Let a person leave the team: login, rights and keys for programs end at once.",
    )
)
@click.argument("team")
@click.argument("email")
@click.option("--why", default="", help=say("理由(記録に残ります)", "The reason, for the record"))
@about_data
def leave(*, team: str, email: str, why: str, data: str | None, as_json: bool) -> None:
    """End it and say so."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people.models import Person
        from kagimori.console.people.persons import flows
        from kagimori.console.people.refusals import Gone
        from kagimori.core.people.standing import Actor

        found = team_called(team)
        person = Person.objects.filter(team=found, email=email.strip().lower(), left_at=None).first()
        if person is None:
            raise Gone
        flows.leave(found.pk, person.pk, by=Actor.itself("cli"), now=timezone.now(), why=why)
    if as_json:
        click.echo(json.dumps({"left": email}))
        return
    click.echo(say(f"✓ {email} をチームから外しました。", f"✓ {email} has left the team."))
