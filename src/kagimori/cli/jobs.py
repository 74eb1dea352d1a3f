"""`kagimori jobs`: what runs by itself, what is due, and what failed and why; the same as the console's page.

Looks and changes nothing.  Ends with 1 where something failed, with 0 otherwise.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from kagimori.cli.language import current, say
from kagimori.cli.start import asking_database, choose

if TYPE_CHECKING:
    from datetime import datetime

    from kagimori.console.work.queries import Overview, Run, Sum, Time


@click.command(
    help=say(
        "自動の仕事のうち、失敗したもの・予定・進行中・済んだものを見ます。何も変えません。",
        "Show what runs by itself: what failed and why, what is due, under way and done. Changes nothing.",
    )
)
@click.option("--data", metavar="DIR", help=say("データを置くフォルダ", "The folder for all data"))
@click.option("--json", "as_json", is_flag=True, help=say("JSONで答える", "Answer in JSON"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
@click.pass_context
def jobs(ctx: click.Context, *, data: str | None, as_json: bool, lang: str | None) -> None:  # noqa: ARG001  # read before
    """Print the list and end with 0 or 1."""
    choose({"KAGIMORI_DATA": data})
    import django
    from django.utils import timezone

    django.setup()

    from kagimori.console.work.queries import overview

    with asking_database():
        seen = overview(timezone.now())
    click.echo(json.dumps(_record(seen), ensure_ascii=False) if as_json else "\n".join(_lines(seen)))
    ctx.exit(1 if seen.failed else 0)


def _lines(seen: Overview) -> list[str]:
    lines = []
    for run in seen.failed:
        lines += [f"✗ {_job(run.job)}  {_at(run.ended_at or run.put_at)}", f"    {_why(run)}"]
    lines += [f"▶ {_job(run.job)}  {_at(run.started_at or run.put_at)}  {run.worker}" for run in seen.running]
    lines += [f"… {_job(each.job)} ×{each.runs}  {_at(each.first)}" for each in seen.due]
    lines += [f"◷ {_job(each.job)}  {_at(each.next)}" for each in seen.times]
    lines += [f"✓ {_job(each.job)} ×{each.runs}  {_at(each.last)}" for each in seen.done]
    lines += [f"⚙ {worker.name}  {worker.machine}  {_at(worker.beat)}" for worker in seen.workers]
    return lines or [say("まだ何も行われていません。", "Nothing has run yet.")]


def _record(seen: Overview) -> dict[str, list[dict[str, Any]]]:
    return {
        "failed": [_run(run) | {"why": _why(run)} for run in seen.failed],
        "running": [_run(run) for run in seen.running],
        "due": [_sum(each) for each in seen.due],
        "times": [_time(each) for each in seen.times],
        "done": [_sum(each) for each in seen.done],
        "workers": [
            {"name": one.name, "machine": one.machine, "since": _iso(one.since), "seen": _iso(one.beat)}
            for one in seen.workers
        ],
    }


def _run(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "job": run.job,
        "things": run.things,
        "put": _iso(run.put_at),
        "started": _iso(run.started_at),
        "ended": _iso(run.ended_at),
        "tries": run.tries,
        "worker": run.worker,
        "error": run.failure.name if run.failure else "",
        "code": run.failure.code if run.failure else "",
    }


def _sum(each: Sum) -> dict[str, Any]:
    return {
        "job": each.job,
        "runs": each.runs,
        "things": each.things,
        "first": _iso(each.first),
        "last": _iso(each.last),
    }


def _time(each: Time) -> dict[str, Any]:
    return {"job": each.job, "cron": each.line, "last": _iso(each.last), "next": _iso(each.next)}


def _why(run: Run) -> str:
    from kagimori.knowledge.errors import explain

    if run.failure is None:
        return say("途中で止められました。", "It was stopped.")
    return f"{explain(run.failure.error, current())} ({run.failure.name})"


def _job(name: str) -> str:
    from kagimori.console.work.registry import registry

    words = registry.words.get(name)
    return words.to(current()) if words else name


def _at(moment: datetime) -> str:
    from django.utils import timezone

    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M %Z}"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
