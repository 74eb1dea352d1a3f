"""Asks `kagimori doctor read` what it hears, as a script would; not a test itself."""

import json
import subprocess
import sys
from pathlib import Path

KAGIMORI = str(Path(sys.executable).with_name("kagimori"))


def read(*texts):
    """Return the answers to `texts`, in order."""
    lines = "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))
    done = subprocess.run(
        [KAGIMORI, "doctor", "read", "--jsonl"], input=lines.encode(), capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def three_likeliest(answer):
    return [cause["id"] for cause in answer["causes"][:3]]


def share(answer, cause):
    return next(listed["p"] for listed in answer["causes"] if listed["id"] == cause)
