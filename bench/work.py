"""A thousand due things, shared out in chunks and one by one, on SQLite and on PostgreSQL, in one process.

A thing is a small row that is found and done once.  Printed: things a second, and chunks as a multiple of one by one.
PostgreSQL only where DATABASE_URL names one; its engine's tables are made there and left.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

THINGS = 1000
PROGRAM = """
import sys, time
import kagimori.cli.start as start
start.choose({{"KAGIMORI_DATA": sys.argv[1]}})
start.open_folder()
start.open_database()
from django.db import transaction
from django.utils import timezone
from kagimori.console.work import each, engine, fan_out, job
from kagimori.console.work.done import once
from kagimori.console.work.models import Done

now, mark = timezone.now(), sys.argv[2]

def done_one(number):
    with transaction.atomic():
        once(f"{{mark}}:{{number}}", now=now)

@job("bench_do")
def do(*numbers):
    each(numbers, done_one)

engine.launch(executor="bench", poll_seconds=0.05)
begun = time.perf_counter()
fan_out("bench_do", map(str, range({things})), key=mark, chunk=int(sys.argv[3]))
while Done.objects.filter(key__startswith=f"{{mark}}:").count() < {things}:
    time.sleep(0.02)
print({things} / (time.perf_counter() - begun))
engine.stop(patience=0)
"""


def main() -> None:
    addresses = {"SQLite": ""} | ({"PostgreSQL": os.environ["DATABASE_URL"]} if os.environ.get("DATABASE_URL") else {})
    for name, address in addresses.items():
        with tempfile.TemporaryDirectory() as folder:
            one_by_one, chunks = _rate(folder, address, 1), _rate(folder, address, 50)
        print(f"{name:12} one by one {one_by_one:7.0f}/s   chunks of 50 {chunks:7.0f}/s   {chunks / one_by_one:5.1f} x")


def _rate(folder: str, address: str, chunk: int) -> float:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(things=THINGS), folder, f"bench{os.getpid()}-{chunk}", str(chunk)],
        env=os.environ | {"DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    main()
