"""Every command of the contract works where there is no Django, no database and no other heavy part."""

import json
import subprocess
import sys

import pytest

URI = "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
WITHOUT = """
import sys

class Closed:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "dbos", "sqlite3", "psycopg", "tink"}:
            raise ImportError(name)

sys.meta_path.insert(0, Closed())
from kagimori.cli import main

sys.exit(main())
"""
QUESTION = {"secrets": [{"id": "a", "secret": "A" * 16}], "typed": [{"code": "000000", "at": 59}]}


@pytest.mark.parametrize(
    ("words", "text", "exit_code"),
    [
        (("otp", "code", "--uri-stdin", "--json"), URI, 0),
        (("otp", "verify", "--uri-stdin", "--code", "287082", "--at", "59", "--json"), URI, 0),
        (("otp", "drift", "--uri-stdin", "--code", "287082", "--at", "59", "--json"), URI, 0),
        (("otp", "export", "--format", "aegis"), json.dumps({"name": "a", "secret": "A" * 16}), 0),
        (("doctor", "code", "--json"), json.dumps(QUESTION), 1),
        (("doctor", "read", "--jsonl"), '{"id": 1, "text": "x"}', 0),
        (("doctor", "causes", "--json"), "", 0),
        (("doctor", "--plan"), "", 0),
        (("doctor", "clock", "--server", "127.0.0.1:9", "--json"), "", 1),
    ],
)
def test_it_runs_without_the_console(words, text, exit_code, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *words],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": ""},
    )

    assert done.returncode == exit_code, done.stderr
    assert done.stdout
    assert "Traceback" not in done.stderr
