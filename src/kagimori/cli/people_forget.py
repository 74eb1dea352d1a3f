"""`kagimori people forget`: blanks names and contacts of somebody who has left; what they did stays in the record."""

from __future__ import annotations

import json

import click

from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import say
from kagimori.cli.start import open_database


@click.command(
    help=say(
        "チームを離れた人の名前と連絡先を消します。したことの記録は、名前なしで残ります。元には戻せません。",
        "Blank the name and contacts of somebody who has left. What they did stays, without a name. There is no undo.",
    )
)
@click.argument("email")
@about_data
def forget(*, email: str, data: str | None, as_json: bool) -> None:
    """Forget and say so."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people import forgetting
        from kagimori.core.people.standing import Actor

        persons = forgetting.forget(email, by=Actor.itself("cli"), now=timezone.now())
    if as_json:
        click.echo(json.dumps({"forgotten": persons}))
        return
    click.echo(say("✓ 名前と連絡先を消しました。", "✓ Name and contacts are gone."))
