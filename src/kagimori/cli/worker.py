"""`kagimori worker`: runs jobs and schedules without pages, as many as wanted on one PostgreSQL.

Each has a name that no other live worker has.  One that dies is noticed, and its work goes on elsewhere within a
minute; one that was only asleep ends itself when it finds its place taken, with exit 75, and may be started again.
"""

from __future__ import annotations

import threading

import click

from kagimori.cli.ending import end_by_signal
from kagimori.cli.language import say
from kagimori.cli.start import choose, need_postgres, open_database, open_folder


@click.command(
    help=say(
        "ページを出さずに作業と定時の仕事を行います。PostgreSQLでだけ使え、いくつでも並べられます。",
        "Run jobs and schedules without pages: on PostgreSQL only, as many as wanted.",
    )
)
@click.option(
    "--name",
    metavar="NAME",
    help=say(
        "このワーカーの名前(空いている名前を自動で使います)", "This worker's name (without: the first that is free)"
    ),
)
@click.option("--data", metavar="DIR", help=say("データを置くフォルダ", "The folder for all data"))
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
def worker(*, name: str | None, data: str | None, lang: str | None) -> None:  # noqa: ARG001  # lang was read before
    """Start, work until told to end, and end cleanly."""
    choose({"KAGIMORI_WORKER": name, "KAGIMORI_DATA": data})
    end_by_signal()
    from django.conf import settings

    need_postgres("worker")
    open_folder()
    open_database()
    from kagimori.console.work import enqueue
    from kagimori.console.work.running import working

    with working(settings.WORKER) as own:
        enqueue("status_look")
        click.echo(
            say(f"ワーカー「{own}」が動いています (止めるには Ctrl-C)", f"Worker {own} is at work (Ctrl-C ends it)")
        )
        threading.Event().wait()
