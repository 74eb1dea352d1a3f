"""`kagimori serve`: the console, its worker and its schedules in one process.

On an empty folder it makes everything it needs without asking, and prints the link that makes the first owner.  SIGTERM
and Ctrl-C end it: requests and jobs under way get a few seconds, and whatever is left goes on after the next start.
"""

from __future__ import annotations

import click

from kagimori.cli.answering import answer
from kagimori.cli.ending import end_by_signal
from kagimori.cli.language import say
from kagimori.cli.listening import listen
from kagimori.cli.open_options import about_opening
from kagimori.cli.start import alone_in, choose, open_database, open_folder


@click.command(
    help=say(
        "コンソールを開きます。空のフォルダなら必要なものをすべて作り、最初のオーナーになるリンクを表示します。",
        "Open the console. On an empty folder it makes all it needs and prints the link for the first owner.",
    )
)
@about_opening
def serve(
    *,
    host: str | None,
    port: str | None,
    data: str | None,
    public_url: str | None,
    lang: str | None,  # noqa: ARG001  # read before any group was imported
) -> None:
    """Start, answer until told to end, and end cleanly."""
    choose(
        {"KAGIMORI_HOST": host, "KAGIMORI_PORT": port, "KAGIMORI_DATA": data, "KAGIMORI_PUBLIC_URL": public_url},
    )
    end_by_signal()
    from django.conf import settings

    open_folder()
    with alone_in(settings.DATA):
        # Everything that can be refused is tried before anything runs.
        listening = listen(settings.HOST, settings.PORT)
        open_database()
        from kagimori.console.work import enqueue
        from kagimori.console.work.running import working

        with working(settings.WORKER):
            enqueue("status_look")
            answer(listening)
