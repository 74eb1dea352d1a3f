"""`kagimori doctor --protocol jsonl` over real pipes."""

from __future__ import annotations

import io
import json
import subprocess
import sys

from kagimori.cli.protocol import serve
from kagimori.core.doctor.protocol import Talk
from kagimori.knowledge import load_book

START = {
    "type": "start",
    "session": "s1",
    "given": {"goal": "setup", "method": "sms", "error": "use_other_number"},
    "text": "…",
    "lang": "ja",
    "clock": 0.0,
    "cap": 240.0,
}


def test_it_answers_line_by_line_and_leaves_at_bye():
    lines = [{"type": "hello", "protocol": 1}, START, {"type": "bye"}]
    told = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

    run = subprocess.run(
        [sys.executable, "-m", "kagimori", "doctor", "--protocol", "jsonl"],
        input=told.encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )

    (answer,) = [json.loads(line) for line in run.stdout.splitlines()]
    assert answer["session"] == "s1"
    assert answer["do"] in ("observe", "act", "wait")


def test_bytes_that_are_no_text_are_a_bad_line_like_any_other():
    target = io.BytesIO()

    serve(Talk(load_book("trial")), io.BytesIO(b"\xff\xfe\n\n" + json.dumps(START).encode() + b"\n"), target)

    first, second = map(json.loads, target.getvalue().splitlines())
    assert first["type"] == "log"
    assert second["session"] == "s1"
