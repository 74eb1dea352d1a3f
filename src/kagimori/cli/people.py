"""`kagimori people`: the people of this installation; each command is a module of its own, imported when named."""

from __future__ import annotations

import click

from kagimori.cli.language import say
from kagimori.cli.lazy import LazyGroup, Table

COMMANDS: Table = {
    "list": (
        "kagimori.cli.people_list",
        "listing",
        say("チームの人の一覧を見ます", "List the people of a team"),
    ),
    "invite": (
        "kagimori.cli.people_invite",
        "invite",
        say("チームに人を招くリンクを作ります", "Make a link that invites somebody into a team"),
    ),
    "leave": (
        "kagimori.cli.people_leave",
        "leave",
        say("チームから人を外し、権限をすべて終わらせます", "Let somebody leave a team, which ends all their rights"),
    ),
    "forget": (
        "kagimori.cli.people_forget",
        "forget",
        say("離れた人の名前と連絡先を消します", "Forget the name and contacts of somebody who has left"),
    ),
    "reset-2fa": (
        "kagimori.cli.people_reset",
        "reset_2fa",
        say("スマホをなくした人の二段階認証を外します", "Take away the second step of somebody who lost the phone"),
    ),
    "reset-link": (
        "kagimori.cli.people_reset",
        "reset_link",
        say("新しいパスワードを設定するリンクを作ります", "Make a link that sets a new password"),
    ),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    help=say("このコンソールを使う人のためのコマンドです。", "Commands for the people of this console."),
)
def people() -> None:
    """Hold the commands together."""
