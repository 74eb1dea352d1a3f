"""`kagimori web`: the console alone, as many as wanted on one PostgreSQL; the work is done by `kagimori worker`.

Ends as `kagimori serve` does.  Where no worker runs, pages answer all the same and what is due waits.
"""

from __future__ import annotations

import click

from kagimori.cli.answering import answer
from kagimori.cli.ending import end_by_signal
from kagimori.cli.language import say
from kagimori.cli.listening import listen
from kagimori.cli.open_options import about_opening
from kagimori.cli.start import choose, need_postgres, open_database, open_folder


@click.command(
    help=say(
        "ページだけを出します。PostgreSQLでだけ使え、いくつでも並べられます。作業は kagimori worker が行います。",
        "Open the console's pages alone: on PostgreSQL only, as many as wanted. The work is done by kagimori worker.",
    )
)
@about_opening
def web(
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

    need_postgres("web")
    open_folder()
    listening = listen(settings.HOST, settings.PORT)
    open_database()
    from kagimori.console.work.running import handing_on

    with handing_on():
        answer(listening)
