"""Backup codes handed out through the console's own flow, as CONTRACTS names them.

As in the console, a few connections serve however many threads ask at once.
"""

from __future__ import annotations

import atexit
import os
import queue
import secrets
import shutil
import tempfile
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# As many as the console's own threads (KAGIMORI_THREADS).
CONNECTIONS = 8
# Sheets longer than this are refused as a slip, so that a larger number of codes is spread over accounts.
SHEET = 50

_free: queue.LifoQueue[Any] = queue.LifoQueue()


@dataclass(frozen=True, slots=True)
class Handle:
    """The accounts that hold the codes that were issued together, and who asks for them."""

    accounts: dict[str, Any]
    first: Any
    by: Any


def setup(db: str) -> None:
    """Make the tables in a database of its own: `sqlite:PATH`, or the address of an empty PostgreSQL database."""
    folder = tempfile.mkdtemp(prefix="kagimori-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    kind, _, path = db.partition(":")
    address = "" if kind == "sqlite" else db
    os.environ.update(
        {"KAGIMORI_DATA": folder, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "kagimori.project.settings"}
    )
    from django.conf import settings

    if kind == "sqlite":
        settings.DATABASES["default"]["NAME"] = path
    from kagimori.cli.start import open_database, open_folder

    open_folder()
    open_database()
    from django.db import connections

    for _ in range(CONNECTIONS):
        wrapper = connections.create_connection("default")
        wrapper.inc_thread_sharing()
        _free.put(wrapper)


def issue(n: int) -> tuple[Handle, list[str]]:
    """Keep `n` new codes; return what `claim` wants, and the codes."""
    codes: dict[str, None] = {}
    while len(codes) < n:
        codes[f"{secrets.randbelow(10**8):08}"] = None
    listed = list(codes)
    with _connection():
        return _kept([listed[start : start + SHEET] for start in range(0, n, SHEET)]), listed


def claim(handle: Handle, code: str) -> bool:
    """Hand this very code out; True for one caller, once."""
    from django.utils import timezone

    from kagimori.console.vault.codes import flows
    from kagimori.core.secret import Secret

    account = handle.accounts.get(code, handle.first)
    with _connection():
        return flows.take_this(account, Secret(code.encode()), handle.by, timezone.now(), purpose="login")


def _kept(sheets: list[list[str]]) -> Handle:
    from django.utils import timezone

    from kagimori.console.accounts.flows import add_account
    from kagimori.console.accounts.flows.keeping import Wishes
    from kagimori.console.people.models import Team
    from kagimori.console.vault.codes import flows
    from kagimori.core.people.standing import Actor

    now, by = timezone.now(), Actor(str(uuid.uuid4()), "web")
    team = Team.objects.first() or Team.objects.create(name="Minato Coffee", made_at=now)
    accounts: dict[str, Any] = {}
    for codes in sheets:
        account = add_account(team.pk, Wishes(f"bench_{secrets.token_hex(8)}"), by=by, now=now)
        flows.keep_sheet(flows.read_codes(account, "\n".join(codes), by=by, now=now), by=by, now=now)
        accounts |= dict.fromkeys(codes, account)
    return Handle(accounts, next(iter(accounts.values())), by)


@contextmanager
def _connection() -> Iterator[None]:
    """Let this thread use one of the connections."""
    from django.db import connections

    wrapper = _free.get()
    connections["default"] = wrapper
    try:
        yield
    finally:
        _free.put(wrapper)
