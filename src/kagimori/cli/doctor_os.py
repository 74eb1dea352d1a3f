"""`kagimori doctor os TEXT`: is this system new enough?  A typed version or a pasted user agent is judged.

Exit 0 where it is fine, 1 where it is too old, 2 where nothing usable was given.  The figure's own verdict stands
beside the answer, since no official minimum was found.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.claims import VERDICTS
from kagimori.cli.language import say
from kagimori.core.doctor.os_version import judge
from kagimori.knowledge import load_policy
from kagimori.knowledge.phones import load_phones

if TYPE_CHECKING:
    from kagimori.core.doctor.os_version import Judgement, PhoneOs

EXITS = {"fine": 0, "upgrade": 1, "cannot_upgrade": 1, "unknown": 2}
WORDS = {
    "fine": say("足りています。OSが原因とは考えにくいです。", "Fine: the system is hardly the cause."),
    "upgrade": say(
        "古めです。設定のソフトウェアアップデートで上げられるか見てください。「最新です」と出るなら、この機種では上げられません。",
        "Old: see in Software Update whether it can be raised. If that says 'up to date', this phone cannot be.",
    ),
    "cannot_upgrade": say(
        "この機種では上げられません。別の端末かパソコンのブラウザで続けてください。",
        "This phone cannot be upgraded: carry on on another device or in a computer's browser.",
    ),
    "unknown": say(
        "版が読み取れません。「設定 › 一般 › 情報」(iPhone)や「設定 › デバイス情報」(Android)の数字を入れてください。",
        "No version to be read. Type the number in Settings › General › About (iPhone) or Settings › About phone.",
    ),
}


@click.command(
    name="os",
    help=say(
        "OSの版(例: iOS 15.8、Android 11)やブラウザの名乗りから、二段階認証に足りるかを判定します。",
        "Judge a system version (such as iOS 15.8 or Android 11) or a browser's user agent.",
    ),
)
@click.argument("text", nargs=-1, required=True)
@click.option("--os", "system", type=click.Choice(["ios", "android"]), help=say("数字だけのとき", "For a bare number"))
@click.option(
    "--newest/--not-newest",
    "is_newest",
    default=None,
    help=say("更新の画面が「最新」と言うか", "Whether its update page says 'up to date'"),
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def judge_os(
    *,
    text: tuple[str, ...],
    system: PhoneOs | None,
    is_newest: bool | None,
    as_json: bool,
    lang: str | None,  # noqa: ARG001  # read before
) -> None:
    """Judge and answer."""
    told = judge(" ".join(text), load_policy(), load_phones(), os=system, is_newest=is_newest)
    click.echo(json.dumps(record(told), ensure_ascii=False) if as_json else in_words(told))
    raise SystemExit(EXITS[told.verdict])


def record(told: Judgement) -> dict[str, Any]:
    """Return the judgement as JSON takes it; null where unknown."""
    figure = told.figure
    return {
        "verdict": told.verdict,
        "os": told.version.os if told.version else None,
        "version": list(told.version.numbers) if told.version else None,
        "phone": told.phone.id if told.phone else None,
        "needs": figure.count if figure else None,
        "needs_verdict": figure.verdict if figure else None,
        "needs_source": figure.source if figure else None,
    }


def in_words(told: Judgement) -> str:
    """Return the judgement with the figure and what that is worth, for a person."""
    lines = [f"{told.version}" if told.version else "", WORDS[told.verdict]]
    if told.figure is not None:
        worth = VERDICTS[told.figure.verdict]
        lines.append(
            say(
                f"基準: {told.figure.count} 以上({worth}: {told.figure.source})",
                f"Held against: {told.figure.count} and up ({worth}: {told.figure.source})",
            )
        )
    return "\n".join(line for line in lines if line)
