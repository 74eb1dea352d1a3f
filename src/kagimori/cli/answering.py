"""Answering requests until told to end; used by `serve` and `web`, which differ in who does the work behind them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kagimori.cli.addresses import here
from kagimori.cli.folder import write_private
from kagimori.cli.language import current, say
from kagimori.knowledge import load_policy
from kagimori.knowledge.filling import in_words

if TYPE_CHECKING:
    import socket

    from waitress.server import BaseWSGIServer

# The largest file that a page takes, with the form around it.
AROUND_A_FILE = 512 * 1024
CONNECTIONS = 500


def answer(listening: socket.socket) -> None:
    """Greet, and answer requests that come in at `listening` until the process is told to end."""
    server = server_at(listening)
    try:
        _greet()
        server.run()
    finally:
        server.close()


def server_at(listening: socket.socket) -> BaseWSGIServer:
    """Return the server at an open socket; it holds requests and answers in memory, however large they may be."""
    from django.conf import settings
    from django.utils.module_loading import import_string
    from waitress import create_server

    proxy, largest = settings.TRUSTED_PROXY, settings.UPLOAD_MOST + AROUND_A_FILE
    behind = (
        {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}} if proxy else {}
    )
    return create_server(
        import_string("kagimori.project.wsgi.application"),
        sockets=[listening],
        threads=settings.THREADS,
        connection_limit=CONNECTIONS,
        max_request_body_size=largest,
        # In memory to its end: what comes and goes may hold a key, which must not lie in a temporary file.
        inbuf_overflow=largest + 1,
        outbuf_overflow=largest + 1,
        asyncore_use_poll=True,
        ident=None,
        clear_untrusted_proxy_headers=True,
        **behind,
    )


def _greet() -> None:
    from django.conf import settings

    base = settings.PUBLIC_URL or here(settings.HOST, settings.PORT)
    link = _first_owner_link(base)
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


def _first_owner_link(base: str) -> str | None:
    from django.db import connections
    from django.utils import timezone

    from kagimori.console.people import first_owner

    link = first_owner.offer(base, timezone.now())
    if link is not None:
        write_private(first_owner.file(), f"{link}\n".encode())
    # This thread asks the database for nothing more.
    connections.close_all()
    return link
