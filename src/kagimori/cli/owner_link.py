"""`kagimori owner-link`: a new link that makes the first owner; refused where there is one."""

from __future__ import annotations

import json

import click

from kagimori.cli.addresses import here
from kagimori.cli.folder import write_private
from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import current, say
from kagimori.cli.start import open_database
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy
from kagimori.knowledge.filling import in_words


class OwnerThere(Refused):
    """There is an owner; a link would make nobody one."""

    code = "login.owner_there"


@click.command(
    name="owner-link",
    help=say(
        "最初のオーナーになるリンクを新しく作ります。前のリンクは使えなくなります。",
        "Make a new link for the first owner. The link before it works no more.",
    ),
)
@about_data
def owner_link(*, data: str | None, as_json: bool) -> None:
    """Print the link and keep it in the private file."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.conf import settings
        from django.utils import timezone

        from kagimori.console.people import first_owner

        link = first_owner.offer(settings.PUBLIC_URL or here(settings.HOST, settings.PORT), timezone.now())
        if link is None:
            raise OwnerThere
        write_private(first_owner.file(), f"{link}\n".encode())
    if as_json:
        click.echo(json.dumps({"link": link}))
        return
    life = in_words(load_policy()["owner.link"], current())
    click.echo(
        say(
            f"最初のオーナーになるリンク({life}以内、1回だけ): {link}",
            f"To become the owner (once, within {life}): {link}",
        )
    )
