"""`kagimori serve`: the console, its worker and its schedules in one process.

On an empty folder it makes everything it needs without asking, and prints the link that makes the first owner.  SIGTERM
and Ctrl-C end it: requests and jobs under way get a few seconds, and whatever is left goes on after the next start.
"""

from __future__ import annotations

import errno
import os
import signal
import socket
import sys
import threading
from typing import TYPE_CHECKING, NoReturn

import click

from kagimori.cli.addresses import here
from kagimori.cli.folder import write_private
from kagimori.cli.language import current, say
from kagimori.cli.start import alone_in, choose, open_database, open_folder
from kagimori.core.errors import Refused
from kagimori.knowledge import load_policy
from kagimori.knowledge.filling import in_words

if TYPE_CHECKING:
    from types import FrameType

# All in seconds: whoever ends us waits ten.
LAST_MOMENT = 9.0
LARGEST_REQUEST = 3 * 1024 * 1024
BACKLOG = 256
CONNECTIONS = 500


class PortTaken(Refused):
    """Somebody else listens at `host` and `port`."""

    code = "start.port_taken"


class PortForbidden(Refused):
    """The system lets only its administrator listen at `port`."""

    code = "start.port_forbidden"


class AddressUnknown(Refused):
    """This machine has no such address: `host` says which."""

    code = "start.address_unknown"


@click.command(
    help=say(
        "コンソールを開きます。空のフォルダなら必要なものをすべて作り、最初のオーナーになるリンクを表示します。",
        "Open the console. On an empty folder it makes all it needs and prints the link for the first owner.",
    )
)
@click.option("--host", metavar="ADDRESS", help=say("待ち受けるアドレス(既定 127.0.0.1)", "Listen here (127.0.0.1)"))
@click.option("--port", metavar="N", help=say("待ち受けるポート(既定 8000)", "Listen on this port (8000)"))
@click.option("--data", metavar="DIR", help=say("データを置くフォルダ", "The folder for all data"))
@click.option(
    "--public-url",
    metavar="URL",
    help=say(
        "ほかの機械から見たアドレス(リンクとQRに使用)",
        "The address that others use; links and QR codes are made with it",
    ),
)
@click.option("--lang", type=click.Choice(["ja", "en"]), help=say("表示言語", "Language"))
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
    # From here on a signal ends the start as cleanly as the service.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    from django.conf import settings

    open_folder()
    with alone_in(settings.DATA):
        _serve(_ready())


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    """End by the ordinary way out, but in no case later than promised."""
    last = threading.Timer(LAST_MOMENT, os._exit, args=(0,))
    last.daemon = True
    last.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def _ready() -> socket.socket:
    """Return the listening socket, after everything that can be refused has been tried."""
    from django.conf import settings

    listening = _listen(settings.HOST, settings.PORT)
    open_database()
    return listening


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise AddressUnknown(host=host) from None
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as problem:
        listening.close()
        kinds = {errno.EADDRINUSE: PortTaken, errno.EACCES: PortForbidden}
        raise kinds.get(problem.errno or 0, AddressUnknown)(host=host, port=port) from None
    return listening


def _serve(listening: socket.socket) -> None:
    from django.conf import settings
    from django.utils import timezone
    from django.utils.module_loading import import_string
    from waitress import create_server

    from kagimori.console.people import first_owner
    from kagimori.console.work import engine, enqueue

    answer = import_string("kagimori.project.wsgi.application")
    proxy = settings.TRUSTED_PROXY
    behind = (
        {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}} if proxy else {}
    )
    server = create_server(
        answer,
        sockets=[listening],
        threads=settings.THREADS,
        connection_limit=CONNECTIONS,
        max_request_body_size=LARGEST_REQUEST,
        asyncore_use_poll=True,
        ident=None,
        clear_untrusted_proxy_headers=True,
        **behind,
    )
    engine.launch()
    try:
        enqueue("status_look")
        base = settings.PUBLIC_URL or here(settings.HOST, settings.PORT)
        link = first_owner.offer(base, timezone.now())
        if link is not None:
            write_private(first_owner.file(), f"{link}\n".encode())
        _greet(base, link)
        server.run()
    finally:
        server.close()
        engine.stop()


def _greet(base: str, link: str | None) -> None:
    click.echo(say(f"鍵守を開きました: {base}/ (止めるには Ctrl-C)", f"Kagimori is open: {base}/ (Ctrl-C ends it)"))
    if link is not None:
        life = in_words(load_policy()["owner.link"], current())
        click.echo(
            say(
                f"最初のオーナーになるリンク({life}以内、1回だけ): {link}",
                f"To become the owner (once, within {life}): {link}",
            )
        )
    sys.stdout.flush()
