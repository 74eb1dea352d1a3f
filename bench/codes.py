"""Backup codes claimed, beside django-allauth's recovery codes in the same run and the same database.

One after another, sides in turns: medians of a round, and how many times as fast as the peer (reach 3, hold 1.5 on
PostgreSQL).  Then a hundred threads at one code: winners and errors over the trials.  Ours writes a line into the
chained record for every claim, looks whether a try is safe, counts what is left and alerts; the peer does none of that.
PostgreSQL only where DATABASE_URL names a server; a database of its own is made there and dropped.
"""

from __future__ import annotations

import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS, SETS, CODES = 9, 9, 10
AT_ONCE, TRIALS = 100, 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _apart("SQLite", f"sqlite:{folder}/bench.sqlite3")
    if os.environ.get("DATABASE_URL"):
        _on_postgres(os.environ["DATABASE_URL"])


def _on_postgres(server: str) -> None:
    import psycopg

    name = f"kagimori_bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            _apart("PostgreSQL", f"{server.rpartition('/')[0]}/{name}")
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _apart(name: str, db: str) -> None:
    """Measure in a process of its own, since Django knows one database."""
    subprocess.run([sys.executable, "-m", "bench.codes", name, db], check=True)


def measure(name: str, db: str) -> None:
    from bench.adapters import codes as ours

    ours.setup(db)
    make_peer = _peer()
    times = []
    for _ in range(ROUNDS):
        mine = [ours.issue(CODES) for _ in range(SETS)]
        peers = [make_peer() for _ in range(SETS)]
        times.append(
            (
                _seconds(lambda mine=mine: [ours.claim(handle, code) for handle, codes in mine for code in codes]),
                _seconds(lambda peers=peers: [claim(code) for claim, codes in peers for code in codes]),
            )
        )
    claims = SETS * CODES
    rate, peer_rate = (claims / statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(peer / mine for mine, peer in times)
    print(f"{name:12} claims one by one: ours {rate:7.0f}/s   django-allauth {peer_rate:7.0f}/s   {ratio:.2f} x")
    outcomes = [_at_once(*ours.issue(1), ours.claim) for _ in range(TRIALS)]
    once = sum(wins == 1 for wins, _ in outcomes)
    errors = sum(wrong for _, wrong in outcomes)
    print(f"{name:12} {AT_ONCE} at one code: one winner in {once} of {TRIALS}, {errors} errors")


def _peer() -> Callable[[], tuple[Callable[[str], bool], list[str]]]:
    """Return what makes a set of the peer's codes: how to claim one, and the codes; its seed in clear, as usual."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from django.conf import settings

    from kagimori.console.people.models import User

    settings.MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"

    def make() -> tuple[Callable[[str], bool], list[str]]:
        user = User.objects.create_user(f"{secrets.token_hex(8)}@example.jp", None, name="Peer")
        held = RecoveryCodes.activate(user)
        return held.validate_code, held.generate_codes()

    return make


def _at_once(handle: Any, codes: list[str], claim: Callable[[Any, str], bool]) -> tuple[int, int]:
    gate, outcomes = threading.Barrier(AT_ONCE), []

    def run() -> None:
        gate.wait()
        try:
            outcomes.append(claim(handle, codes[0]))
        except Exception as problem:  # noqa: BLE001  # whatever it is, it is counted
            outcomes.append(problem)

    threads = [threading.Thread(target=run) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(one is True for one in outcomes), sum(isinstance(one, Exception) for one in outcomes)


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    measure(*sys.argv[1:]) if len(sys.argv) > 1 else main()
