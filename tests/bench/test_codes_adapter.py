"""The adapter for measurements from outside hands out through the console's own flow: each code once."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from concurrent.futures import ThreadPoolExecutor
from bench.adapters import codes

codes.setup(sys.argv[1])
handle, issued = codes.issue(60)
assert len(set(issued)) == 60
assert [codes.claim(handle, issued[0]) for _ in range(2)] == [True, False]
assert codes.claim(handle, issued[59])
assert not codes.claim(handle, "no code")
other, _ = codes.issue(1)
assert not codes.claim(other, issued[1])
with ThreadPoolExecutor(50) as pool:
    assert sorted(pool.map(lambda _: codes.claim(handle, issued[1]), range(50))) == [False] * 49 + [True]
from kagimori.console.timeline.models import Entry
with codes._connection():
    print(Entry.objects.filter(kind="vault.code_handed").count())
"""


@pytest.mark.slow
def test_each_code_goes_out_once_and_stands_in_the_timeline(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, f"sqlite:{tmp_path}/codes.sqlite3"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.split()[-1:]) == (0, ["3"]), done.stderr
