"""`kagimori doctor`: the wizard when called alone, the protocol for machines, and the doctor's other commands.

What each command does stands in its own module, imported when it is named; this file is the table of contents.
The wizard is `kagimori.cli.wizard.run(resume=, plan=, explain=)`, the protocol `kagimori.cli.protocol.run()`.
"""

from __future__ import annotations

from typing import Any

import click

from kagimori.cli.language import say
from kagimori.cli.lazy import LazyGroup, Table

# A further command is one row here and one module `kagimori/cli/doctor_<name>.py`.
COMMANDS: Table = {
    "read": (
        "kagimori.cli.doctor_read",
        "read",
        say("困りごとの文章から、原因と最初の一歩を読み取ります", "Read a person's own words: causes and a first step"),
    ),
    "causes": (
        "kagimori.cli.doctor_causes",
        "causes",
        say("知っている原因を、根拠とともに一覧にします", "List every cause with its evidence"),
    ),
    "claims": (
        "kagimori.cli.doctor_claims",
        "claims",
        say("よく言われることの根拠と判定を並べます", "List what is often said, with its verdict"),
    ),
    "guide": (
        "kagimori.cli.doctor_guide",
        "guide",
        say("一つの手順のやり方を端末ごとに示します", "Show how to do one step on each system"),
    ),
    "carrier": (
        "kagimori.cli.doctor_carrier",
        "carrier",
        say(
            "携帯会社ごとのSMSの設定と障害のページを示します",
            "Show a carrier's settings for texts and its page of faults",
        ),
    ),
    "os": (
        "kagimori.cli.doctor_os",
        "judge_os",
        say("OSの版が足りるかを判定します", "Judge whether a system version is new enough"),
    ),
    "code": (
        "kagimori.cli.doctor_code",
        "code",
        say("入力したコードがなぜ通らないかを調べます", "Say why a typed code was refused"),
    ),
    "clock": (
        "kagimori.cli.doctor_clock",
        "clock",
        say("この機械の時計のずれを測ります", "Measure this machine's clock"),
    ),
    "paste": (
        "kagimori.cli.doctor_paste",
        "paste",
        say("貼り付けた文字のおかしなところを見つけます", "Find what is odd about something pasted"),
    ),
    "first-checks": (
        "kagimori.cli.doctor_first_checks",
        "first",
        say("まだ何もわからないときに見る六つの点", "Six things to look at while nothing is known yet"),
    ),
    "new-phone": (
        "kagimori.cli.doctor_new_phone",
        "new_phone",
        say("機種変更の前にやることを一覧にします", "What to move before you change phones"),
    ),
    "draft": (
        "kagimori.cli.doctor_draft",
        "draft",
        say("異議申し立てや報告の下書きを作ります", "Write an appeal, a report or an announcement"),
    ),
    "send": (
        "kagimori.cli.doctor_send",
        "send",
        say("相談をコンソールに渡します", "Hand a case to a console"),
    ),
    "stats": (
        "kagimori.cli.doctor_stats",
        "stats",
        say("これまでの相談の時間と回復率を見ます", "Show times and recoveries of past cases"),
    ),
    "learn": (
        "kagimori.cli.doctor_learn",
        "learn",
        say("終わった相談から見立ての重みを直します", "Adjust the grades by closed cases"),
    ),
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    invoke_without_command=True,
    help=say(
        "二段階認証で困っている人を、一歩ずつ出口まで案内します。何も付けずに呼ぶと質問が始まります。",
        "Walk somebody who is stuck on two-step verification out, one step at a time. Called alone, it starts asking.",
    ),
)
@click.option(
    "--protocol",
    type=click.Choice(["jsonl"]),
    help=say("機械どうしの会話(標準入出力)", "Talk to a machine on stdin and stdout"),
)
@click.option("--resume", metavar="CASE", help=say("前の相談の続きから", "Take up an earlier case"))
@click.option("--plan", is_flag=True, help=say("手順の一覧だけを印刷", "Print the plan as a checklist"))
@click.option(
    "--article",
    is_flag=True,
    help=say("記事の順番による手順を印刷", "Print the steps in the article's order instead"),
)
@click.option("--explain", is_flag=True, help=say("なぜその一歩かを詳しく", "Say why each step was chosen"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
@click.pass_context
def doctor(
    ctx: click.Context,
    /,
    *,
    protocol: str | None,
    article: bool,
    lang: str | None,  # noqa: ARG001  # read before any group was imported
    **wishes: Any,
) -> None:
    """Start the wizard (`wishes` are its own options) or the protocol unless a command was named."""
    if ctx.invoked_subcommand is not None:
        return
    if protocol is not None:
        from kagimori.cli import protocol as machine

        machine.run()
        return
    from kagimori.cli import wizard

    if article:
        wizard.print_article_order()
        return
    wizard.run(**wishes)
