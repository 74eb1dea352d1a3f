"""`kagimori people reset-2fa` and `reset-link`: the ways back in for somebody who has lost phone or password."""

from __future__ import annotations

import json

import click

from kagimori.cli.addresses import here
from kagimori.cli.key_options import about_data, made_ready
from kagimori.cli.language import current, say
from kagimori.cli.start import open_database
from kagimori.knowledge import load_policy
from kagimori.knowledge.filling import in_words


@click.command(
    name="reset-2fa",
    help=say(
        "その人の二段階認証をすべて外し、ログイン中の端末もログアウトさせます。"
        "次のログインで設定し直すことになり、オーナー全員に知らせが届きます。",
        "Take a person's second steps away and log them out everywhere. They set up a new one at the next login, "
        "and every owner is told.",
    ),
)
@click.argument("email")
@click.option("--why", default="", help=say("理由(記録に残ります)", "The reason, for the record"))
@about_data
def reset_2fa(*, email: str, why: str, data: str | None, as_json: bool) -> None:
    """Reset and say what comes next."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.utils import timezone

        from kagimori.console.people.login.flows import reset_second_step
        from kagimori.console.people.login.queries import user_at
        from kagimori.core.people.standing import Actor

        ended = reset_second_step(user_at(email), now=timezone.now(), by=Actor.itself("cli"), why=why)
    if as_json:
        click.echo(json.dumps({"email": email, "sessions_ended": ended}))
        return
    click.echo(
        say(
            f"✓ {email} の二段階認証を外しました(ログアウトさせた端末: {ended})。",
            f"✓ {email} has no second step any more ({ended} sessions ended).",
        )
    )
    click.echo(
        say(
            "本人がパスワードでログインすると、二段階認証の設定に進みます。"
            "パスワードも忘れたときは kagimori people reset-link を使います。",
            "When they log in with the password, they are led to set up a new one. "
            "Password forgotten too? kagimori people reset-link",
        )
    )


@click.command(
    name="reset-link",
    help=say(
        "その人が新しいパスワードを設定するためのリンクを作ります。本人だけに渡してください。",
        "Make a link with which a person sets a new password. Hand it to nobody else.",
    ),
)
@click.argument("email")
@about_data
def reset_link(*, email: str, data: str | None, as_json: bool) -> None:
    """Make the link and print it."""
    with made_ready(data, as_json=as_json):
        open_database()
        from django.conf import settings
        from django.urls import reverse
        from django.utils import timezone

        from kagimori.console.people.login import resets
        from kagimori.core.people.standing import Actor

        token = resets.make(email, now=timezone.now(), by=Actor.itself("cli"))
        link = (settings.PUBLIC_URL or here(settings.HOST, settings.PORT)) + reverse("reset_link", args=(token,))
    if as_json:
        click.echo(json.dumps({"link": link}))
        return
    life = in_words(load_policy()["login.reset_link"], current())
    click.echo(
        say(
            f"新しいパスワードを設定するリンク({life}以内、1回だけ): {link}",
            f"To set a new password (once, within {life}): {link}",
        )
    )
