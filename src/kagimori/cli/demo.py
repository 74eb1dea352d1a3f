"""`kagimori demo`: fill an empty data folder with a believable team, so that every page can be looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.key_options import about_data
from kagimori.cli.language import say
from kagimori.cli.refusal import refusals
from kagimori.cli.start import alone_in, choose, open_database, open_folder

if TYPE_CHECKING:
    from kagimori.console.desk.demo.fill import Entrance


@click.command(
    help=say(
        "空のデータフォルダを、架空のチーム(2チーム、12人、30アカウント)で満たします。見学や練習のためです。",
        "Fill an empty data folder with invented teams (two teams, twelve people, thirty accounts), to look around in.",
    )
)
@about_data
def demo(*, data: str | None, as_json: bool) -> None:
    """Fill, and print once how to get in."""
    choose({"KAGIMORI_DATA": data})
    with refusals(as_json=as_json):
        from django.conf import settings

        open_folder()
        with alone_in(settings.DATA):
            open_database()
            from django.utils import timezone

            from kagimori.console.desk.demo.fill import fill

            entrance = fill(timezone.now())
    _tell(entrance, as_json=as_json)


def _tell(entrance: Entrance, *, as_json: bool) -> None:
    uri = f"otpauth://totp/Kagimori:{entrance.mail}?secret={entrance.secret}&issuer=Kagimori"
    if as_json:
        click.echo(json.dumps({"mail": entrance.mail, "password": entrance.password, "otpauth": uri}))
        return
    click.echo(say("✓ 架空のチームができました。", "✓ The invented teams are there."))
    click.echo(say(f"  メール: {entrance.mail}", f"  Mail: {entrance.mail}"))
    click.echo(
        say(
            f"  パスワード(表示は今回だけ): {entrance.password}",
            f"  Password (shown this once): {entrance.password}",
        )
    )
    click.echo(say(f"  認証アプリの登録: {uri}", f"  For an authenticator app: {uri}"))
    click.echo(
        say(
            f"  今のコード: echo '{uri}' | kagimori otp code --uri-stdin",
            f"  The code now: echo '{uri}' | kagimori otp code --uri-stdin",
        )
    )
