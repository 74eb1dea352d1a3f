"""The `kagimori` command: its groups by name, each imported only when it is called."""

from __future__ import annotations

from typing import Any

import click

from kagimori import __version__
from kagimori.cli.language import say
from kagimori.cli.lazy import LazyGroup, Table

GROUPS: Table = {
    "doctor": (
        "kagimori.cli.doctor",
        "doctor",
        say(
            "二段階認証で困っている人を、一歩ずつ出口まで案内します",
            "Walk somebody who is stuck on two-step verification out",
        ),
    ),
    "otp": (
        "kagimori.cli.otp",
        "otp",
        say("認証アプリのコードを計算・照合します", "Work out and check authenticator codes"),
    ),
    "status": (
        "kagimori.cli.status",
        "status",
        say("Meta側の障害情報を見ます", "Look whether Meta reports an outage"),
    ),
    "timeline": (
        "kagimori.cli.timeline",
        "timeline",
        say("できごとの記録を確かめ、書き出します", "Prove the record of what happened, and write it out"),
    ),
    "notices": (
        "kagimori.cli.notices",
        "notices",
        say("知らせを試し、届かなかったものを送り直します", "Try notices, and send again what did not arrive"),
    ),
    "serve": (
        "kagimori.cli.serve",
        "serve",
        say("コンソールを開きます", "Open the console"),
    ),
    "web": (
        "kagimori.cli.web",
        "web",
        say("ページだけを出します(PostgreSQLでいくつでも)", "Open the console's pages alone (PostgreSQL, many)"),
    ),
    "worker": (
        "kagimori.cli.worker",
        "worker",
        say("作業だけを行います(PostgreSQLでいくつでも)", "Run jobs alone (PostgreSQL, many)"),
    ),
    "keys": (
        "kagimori.cli.keys",
        "keys",
        say("コンソールの鍵を見る・守る・控える・取り替える", "Look at the console's keys, lock, copy and change them"),
    ),
    "backup": (
        "kagimori.cli.backup",
        "backup",
        say("すべてのデータを、暗号化した1つのファイルに書き出します", "Write all data into one encrypted file"),
    ),
    "restore": (
        "kagimori.cli.restore",
        "restore",
        say("バックアップを空のコンソールに戻します", "Read a backup back into an empty console"),
    ),
    "owner-link": (
        "kagimori.cli.owner_link",
        "owner_link",
        say("最初のオーナーになるリンクを作り直します", "Make a new link for the first owner"),
    ),
    "people": (
        "kagimori.cli.people",
        "people",
        say("使う人の二段階認証やパスワードを元に戻します", "Ways back in for people who lost phone or password"),
    ),
    "team": (
        "kagimori.cli.team",
        "team",
        say("チームを作る・見る・しまう", "Make, list and put away teams"),
    ),
    "tokens": (
        "kagimori.cli.tokens",
        "tokens",
        say("プログラム用の鍵(APIトークン)を作る・見る・取り消す", "Make, list and take back keys for programs"),
    ),
    "rights": (
        "kagimori.cli.rights",
        "rights",
        say("役割ごとにできることの表を見ます", "Print what each role may do"),
    ),
    "accounts": (
        "kagimori.cli.accounts",
        "accounts",
        say("Instagramアカウントの備えと記録を確かめます", "Look after the Instagram accounts"),
    ),
    "vault": (
        "kagimori.cli.vault",
        "vault",
        say("保管庫: コードの残り・暗号化した書き出し・紙の記録", "The vault: codes left, encrypted export, prints"),
    ),
    "jobs": (
        "kagimori.cli.jobs",
        "jobs",
        say("自動の仕事の失敗・予定・進行を見ます", "See what runs by itself, is due, or failed"),
    ),
    "demo": (
        "kagimori.cli.demo",
        "demo",
        say("空のコンソールを架空のチームで満たします", "Fill an empty console with invented teams"),
    ),
    "check": (
        "kagimori.cli.check",
        "check",
        say("設定に悪いところがないか調べます", "Say in plain words what is wrong with this installation"),
    ),
}


@click.command(
    cls=LazyGroup,
    table=GROUPS,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "鍵守(かぎもり): チームをInstagramにログインできる状態に保ちます。",
        "Kagimori keeps a marketing team logged in to its Instagram accounts.",
    ),
)
@click.version_option(
    __version__, "-V", "--version", message="kagimori %(version)s", help=say("版を表示", "Show the version")
)
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def kagimori(**_options: Any) -> None:
    """Hold the groups together; `--lang` was read before any group was imported."""
