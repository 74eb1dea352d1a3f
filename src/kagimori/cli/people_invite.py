"""`kagimori people invite`: a link that lets somebody into a team, printed once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import click

from kagimori.cli.addresses import here
from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import current, say
from kagimori.cli.start import open_database
from kagimori.cli.teams import team_called
from kagimori.core.people.roles import ACCESSES, ROLES
from kagimori.knowledge import load_policy
from kagimori.knowledge.filling import in_words

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.core.people.roles import Access, Role


@click.command(
    help=say(
        "招待のリンクを作ります。本人だけに渡してください。本人が二段階認証を設定するまで、何も見えません。",
        "Make a link of invitation. Hand it to nobody else. They see nothing before their own second step is set up.",
    )
)
@click.argument("team")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice(ROLES), help=say("役割", "The role"))
@click.option(
    "--access", default="full", type=click.Choice(ACCESSES), help=say("権限の範囲", "Full, or limited to tasks")
)
@click.option("--last-day", type=click.DateTime(["%Y-%m-%d"]), help=say("最後の日", "The last day"))
@about_data
def invite(  # noqa: PLR0913  # one for each option
    *, team: str, email: str, role: str, access: str, last_day: datetime | None, data: str | None, as_json: bool
) -> None:
    """Make the link and print it."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.conf import settings
        from django.urls import reverse
        from django.utils import timezone

        from kagimori.console.people.invitations import flows
        from kagimori.core.people.standing import Actor

        ends_on = last_day.date() if last_day else None
        guest = flows.Guest(email, cast("Role", role), cast("Access", access), ends_on=ends_on, language=current())
        by, now, found = Actor.itself("cli"), timezone.now(), team_called(team)
        _row, token = flows.invite(found.pk, guest, by=by, now=now, by_mail=False, any_role=True)
        link = (settings.PUBLIC_URL or here(settings.HOST, settings.PORT)) + reverse("people:join", args=(token,))
    if as_json:
        click.echo(json.dumps({"link": link}))
        return
    life = in_words(load_policy()["people.invitation"], current())
    click.echo(say(f"招待のリンク({life}以内、1回だけ): {link}", f"To join (once, within {life}): {link}"))
