"""`kagimori status`: what Meta's status page says, how old that is, and what it means for logging in.

Runs without the console.  What was seen is kept in the data folder, so that the page is not asked more often than every
few minutes and a failed look still shows the last good one beside "unknown".
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from kagimori.cli.folder import data_folder, write_private
from kagimori.cli.language import current, say
from kagimori.core.status import Reading, Standing, State, judge
from kagimori.core.status.record import reading_of, reading_record, standing_record
from kagimori.knowledge import load_policy, load_status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = "https://metastatus.com"
FILE = "status.json"


@click.command(
    help=say(
        "Metaの障害情報を読み、いつの情報か、ログインにどう関わるかを答えます。障害なしなら0、それ以外は1で終わります。",
        "Read Meta's status page: its age and what it means. Exits with 0 if no issue is known, else 1.",
    )
)
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--source", metavar="URL", help=say("読みに行く先", "Where to read"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
@click.pass_context
def status(ctx: click.Context, *, as_json: bool, source: str | None, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Answer and end with 0 or 1."""
    standing = look(datetime.now(UTC), source=source)
    if as_json:
        click.echo(json.dumps(standing_record(standing), ensure_ascii=False))
    else:
        click.echo("\n".join(in_words(standing)))
    ctx.exit(0 if standing.state is State.OPERATIONAL else 1)


def look(now: datetime, *, source: str | None = None) -> Standing:
    """Return the standing at `now`, from the page or, where that is young enough, from what was seen before."""
    address = (source or os.environ.get("KAGIMORI_STATUS_URL") or SOURCE).rstrip("/")
    memory = _remembered(address)
    newest, policy = memory.get("newest"), load_policy()
    if newest is None or not newest.at <= now < newest.at + policy["status.poll"].span:
        newest = _read(address, now)
        memory["newest"] = newest
        if not newest.problem:
            memory["last_good"] = newest
        _remember(address, memory)
    return judge(newest, memory.get("last_good"), now, patience=policy["status.patience"].span)


def _read(address: str, now: datetime) -> Reading:
    # The web client is worth a tenth of a second; it is not needed where the memory is young.
    from kagimori.gateways import metastatus

    allowed = os.environ.get("KAGIMORI_STANDIN", "").lower() == "yes"
    return metastatus.read(address, now, get=metastatus.getter(loopback_allowed=allowed))


def _file() -> Path:
    return data_folder(os.environ) / FILE


def _remembered(address: str) -> dict[str, Reading]:
    """Return the newest and the last good reading of this address; nothing where the file tells of none."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        if kept["source"] != address:
            return {}
        return {name: reading_of(kept[name]) for name in ("newest", "last_good") if name in kept}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _remember(address: str, memory: dict[str, Reading]) -> None:
    kept = {"source": address} | {name: reading_record(reading) for name, reading in memory.items()}
    try:
        write_private(_file(), json.dumps(kept, ensure_ascii=False).encode())
    except OSError:
        click.echo(say("見たことを保存できませんでした。", "What was seen could not be kept."), err=True)


def in_words(standing: Standing) -> Iterator[str]:
    """Yield the lines that a person reads."""
    lang, book = current(), load_status()
    meaning = book.meanings[standing.state]
    yield say("Metaの発表: ", "Meta's own report: ") + meaning.word.to(lang) + _age(standing)
    yield meaning.meaning.to(lang)
    good = standing.last_good
    if standing.state is State.UNKNOWN and good is not None:
        yield (
            say("最後にわかっている状態: ", "Last known: ")
            + f"{book.meanings[good.state].word.to(lang)} ({_moment(good.at)})"
        )
    if standing.holds_logins:
        yield say(
            "ログインのサービスに障害が出ています。復旧まで試さないでください。",
            "A login service is named: do not try until it is over.",
        )
    elif standing.is_hint:
        yield say(
            "Instagramのログインそのものの欄はないので、手がかりのひとつです。",
            "There is no entry for Instagram logins, so this is a hint only.",
        )
    for service in good.troubled if good and standing.state.is_outage else ():
        yield f"  {service.org} / {service.name}: {service.word}"
    yield say("いまできること:", "What to do now:")
    yield from (f"  - {step.to(lang)}" for step in meaning.steps)
    yield say("ほかの人にも起きているか見る:", "Do others have it too?")
    yield from (f"  {place.name.to(lang)}: {place.url}" for place in book.of_kind("search"))


def _age(standing: Standing) -> str:
    if standing.at is None or standing.age is None:
        return ""
    minutes = round(standing.age.total_seconds() / 60)
    ago = say(f"{minutes}分前", f"{minutes} min ago") if minutes else say("たった今", "just now")
    return f" ({_moment(standing.at)}, {ago})"


def _moment(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
