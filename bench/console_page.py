"""CPU of one page of 100 accounts, against the floor of the same machine and, by that floor, against healthchecks.

    python -m bench.console_page

healthchecks is on no package index, so it is not run here.  Its figure is taken from our scouting: 30 ms of CPU for
its page of 100 checks where a plain Django template table of 100 rows took 2.2 ms in the same run, so 13.6 floors.
The same floor is measured here, beside our page; the ratio printed is ours / (13.6 x floor).  Hold 0.4, aim 0.2.
With 8 clients: 99 of 100 answers under 100 ms beside a running fan-out.
"""

from __future__ import annotations

import io
import os
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from bench.console import cookie_of, make_owner, open_console

if TYPE_CHECKING:
    from collections.abc import Callable

    Ask = Callable[[], int]

HEALTHCHECKS = 30 / 2.2
ROWS, ROUNDS, CLIENTS = 100, 200, 8
# The floor: what a table of 100 rows costs in Django's template language, one query and nothing else.
PLAIN = """<!doctype html><html><head><title>Checks</title></head><body><table>
{% for row in rows %}<tr><td><a href="/a/{{ row.pk }}/">{{ row.handle }}</a></td><td>{{ row.name }}</td>
<td>{{ row.phone }}</td><td>{{ row.email }}</td><td>{{ row.added_at|date:"Y-m-d H:i" }}</td>
<td>{{ row.open_cases }}</td><td>{% if row.locked_out_since %}locked{% else %}fine{% endif %}</td></tr>{% endfor %}
</table></body></html>"""


def fill(team: Any, user: Any) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from kagimori.console.accounts import flows
    from kagimori.console.accounts.flows.keeping import Wishes
    from kagimori.core.people.standing import Actor

    now, by = timezone.now(), Actor(str(user.opaque), "web")
    for number in range(ROWS):
        phone = f"03-1234-5{number // 5:03}" if number % 2 else ""
        wishes = Wishes(f"shop_{number:03}", f"Shop number {number}", phone)
        made = flows.add_account(team.pk, wishes, by=by, now=now, anyway=True)
        # One in five was tried within the day, one in twenty is held.
        if number % 5 == 0:
            flows.record_try(made, by, now - timedelta(minutes=9), kind="app", outcome="refused")
        if number % 20 == 0:
            flows.note_hold(made, by, now, kind="block")


def caller(path: str, cookie: str) -> Ask:
    """Return a function that asks the WSGI application once, the whole of its middleware included."""
    from kagimori.project.wsgi import application

    def ask() -> int:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_COOKIE": cookie,
            "HTTP_ACCEPT_LANGUAGE": "ja",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        told: list[str] = []
        body = application(environ, lambda status, _headers, *_: told.append(status))
        size = sum(len(part) for part in body)
        body.close()
        assert told[0].startswith("200"), told
        return size

    return ask


def floor_caller(team: Any) -> Ask:
    from django.template import engines

    from kagimori.console.accounts.models import InstagramAccount

    page = engines["django"].from_string(PLAIN)

    def ask() -> int:
        return len(page.render({"rows": InstagramAccount.objects.filter(team=team).order_by("handle")[:ROWS]}))

    return ask


def cpu_ms(ask: Ask, rounds: int = ROUNDS) -> float:
    """Return the median CPU of one call in milliseconds."""
    for _ in range(10):
        ask()
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        ask()
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def waits_ms(ask: Ask) -> list[float]:
    """Return how long each of many calls took with several clients at once, beside a fan-out that writes."""
    over = threading.Event()
    worker = threading.Thread(target=_fan_out, args=(over,))
    worker.start()

    def timed(_: int) -> float:
        began = time.perf_counter()
        ask()
        return (time.perf_counter() - began) * 1000

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(timed, range(CLIENTS * 2)))
        found = list(pool.map(timed, range(600)))
    over.set()
    worker.join()
    return sorted(found)


def _fan_out(over: threading.Event) -> None:
    """Do what a fan-out does to the database: short writing transactions, one after the other."""
    from django.db import connection, transaction
    from django.utils import timezone

    from kagimori.console.timeline.flows import append
    from kagimori.core.people.standing import Actor

    while not over.is_set():
        with transaction.atomic():
            append("work.bench", at=timezone.now(), by=Actor.itself())
        time.sleep(0.005)
    connection.close()


def main() -> None:
    open_console()
    user, team = make_owner()
    fill(team, user)
    ask = caller(f"/t/{team.key}/accounts/", cookie_of(user))
    floor = floor_caller(team)
    rounds = [(cpu_ms(ask), cpu_ms(floor)) for _ in range(3)]
    ours, plain = (statistics.median(one[side] for one in rounds) for side in (0, 1))
    waits = waits_ms(ask)
    print(f"page of {ROWS} accounts: {ours:.1f} ms of CPU, {ask() / 1000:.0f} kB")
    print(f"floor, a template table of {ROWS} rows: {plain:.2f} ms")
    print(f"ours / (13.6 x floor) = {ours / (HEALTHCHECKS * plain):.2f}   (hold 0.4, aim 0.2)")
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    busy = f"{os.getloadavg()[0]:.0f} busy on {os.cpu_count()} cores"
    print(f"{CLIENTS} clients beside a fan-out: p50 {p50:.0f} ms, p99 {p99:.0f} ms   (hold 100; {busy})")


if __name__ == "__main__":
    main()
