"""Start-up of whole processes, as multiples of `python -c pass` in the same run.

Held to: `--version` and `otp code` 6 (aim 4), `doctor read` 25.  Imports no Django, DBOS, tink or numpy.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
KAGIMORI = str(Path(sys.executable).with_name("kagimori"))
URI = "otpauth://totp/Acme:ai?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
COMMANDS = {
    "python -c pass": ([sys.executable, "-c", "pass"], ""),
    "python -c 'import click'": ([sys.executable, "-c", "import click"], ""),
    "python -c 'import pyotp'": ([sys.executable, "-c", "import pyotp"], ""),
    "--version": ([KAGIMORI, "--version"], ""),
    "otp code": ([KAGIMORI, "otp", "code", "--uri-stdin", "--json"], URI),
    "doctor read": ([KAGIMORI, "doctor", "read", "--jsonl"], '{"id": 1, "text": "コードが無効と言われます"}\n'),
}


def main() -> None:
    for command, text in COMMANDS.values():  # once before it counts, for the disk's sake
        _seconds(command, text)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, (command, text) in COMMANDS.items():
            times[name].append(_seconds(command, text))
    bare = times["python -c pass"]
    for name, mine in times.items():
        ratio = statistics.median(one / base for one, base in zip(mine, bare, strict=True))
        print(f"{name:26} {statistics.median(mine) * 1000:7.1f} ms   {ratio:5.2f} x bare Python")


def _seconds(command: list[str], text: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
