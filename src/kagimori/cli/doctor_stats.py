"""`kagimori doctor stats`: minutes, recoveries and rates of past cases against the article's targets.

Reads the case files of this user's data folder.  `--json` for machines; shares are 0 to 1, None where nothing is known.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kagimori.cli.cases import CaseFolder
from kagimori.cli.language import say
from kagimori.core.doctor.stats import BeforeAfter, Minutes, Rate, Summary, as_record, summarise
from kagimori.knowledge import load_book

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = say("まだなし", "none yet")
BAR_WIDTH = 24


@click.command(
    help=say(
        "これまでの相談にかかった時間、回復した割合、キャッシュや時刻の修正前後を、記事の目標と比べます。",
        "Compare past cases with the article's targets: minutes, recoveries, before and after cache and clock repairs.",
    )
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def stats(*, as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Print the figures."""
    summary = summarise(CaseFolder.of_this_user(), load_book("real"))
    click.echo(json.dumps(as_record(summary)) if as_json else "\n".join(lines(summary)))


def lines(summary: Summary) -> Iterator[str]:
    """Yield the table and the bars for a person."""
    yield say(
        f"相談 {summary.cases} 件(うち進行中 {summary.open} 件)", f"{summary.cases} cases, {summary.open} still open"
    )
    yield _rate(say("回復した割合", "Recovered"), summary.recovered)
    yield say(f"窓口へ引き継ぎ {summary.handed_off} 件", f"Handed on: {summary.handed_off}")
    yield ""
    yield say(
        "回復までの時間(平均・9割が収まる時間・記事の目標)",
        "Minutes to recovery (mean, nine in ten within, the article's target)",
    )
    yield _minutes(say("すべて", "All"), summary.any_cause)
    yield _minutes(say("端末が原因", "Phone and app"), summary.device)
    yield _minutes(say("設定", "Set-up"), summary.setup)
    yield ""
    yield from _before_after(say("キャッシュ削除: 通った割合", "Cache cleared: tries that worked"), summary.cache, "≥")
    yield from _before_after(say("時刻合わせ: 無効コードの割合", "Time synced: codes refused"), summary.clock, "<")
    yield ""
    yield _rate(say("同じアカウントで同じ原因の再発", "Same cause again on the same account"), summary.returned)
    yield say(
        "目標の数字は記事のもので、出どころは確認できていません。",
        "The targets are the article's; no source for them was found.",
    )


def _minutes(name: str, minutes: Minutes) -> str:
    if minutes.mean is None or minutes.p90 is None:
        return f"  {name}: {UNKNOWN} / {minutes.target:.0f}"
    return f"  {name}: {minutes.mean:.0f} / {minutes.p90:.0f} / {minutes.target:.0f} (n={minutes.cases})"


def _rate(name: str, rate: Rate) -> str:
    return f"{name}: {UNKNOWN if rate.share is None else f'{rate.share:.0%} ({rate.hits}/{rate.of})'}"


def _before_after(name: str, both: BeforeAfter, sign: str) -> Iterator[str]:
    yield say(f"{name}(目標 {sign} {both.target:.0%})", f"{name} (target {sign} {both.target:.0%})")
    for words, rate in ((say("前", "before"), both.before), (say("後", "after"), both.after)):
        bar = "█" * round((rate.share or 0) * BAR_WIDTH)
        yield _rate(f"  {words:<6} {bar:<{BAR_WIDTH}}", rate)
