"""Feeds every reader of export files with what a fuzzer thinks of, from the fixtures on.

    python tests/fuzz/otp_files.py [SECONDS] [FORMAT ...]    each reader in a process of its own, SECONDS long (20)

By atheris, which follows the branches, where it is installed (it is no dependency: `pip install atheris` into a
throw-away environment); else by bytes turned, cut and doubled at random from a fixed seed.  A reader may raise
FileRefused and nothing else, and none may take ten seconds.  Exit 1 and the input's file where one did.

Last long turn: 2026-11-25, atheris on Python 3.11, 40 s for each of 16 targets, 2.58 million inputs, nothing found.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

FIXTURES = Path(__file__).parents[1] / "vectors" / "otp_files"
SECONDS, LONGEST_S, MOST_MIB = 20, 10, 2048
MOST_BYTES = 8192


def reader(name):
    """The reader of a format, under limits so low that no lock makes it slow."""
    if atheris is not None:
        with atheris.instrument_imports(include=["kagimori.core.otp"]):
            import kagimori.core.otp.files.formats  # noqa: F401  # loaded here, so that its branches are followed
    from kagimori.core.otp.files import formats, refusals
    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.opening import Opening, limits_of
    from kagimori.core.secret import Secret
    from kagimori.knowledge import load_policy

    low = {"pbkdf2_rounds": 50, "scrypt_bytes": 1 << 15, "argon2_kib": 64, "argon2_kib_passes": 128}
    opening = Opening(Secret(b"correct horse"), replace(limits_of(load_policy()), **low))

    def read(raw):
        content = Content(raw)
        try:
            known = formats.find(content, "x") if name == "any" else formats.named(name)
            formats.read(known, content, opening)
        except refusals.FileRefused as refusal:
            str(refusal)

    return read


def seeds(name):
    """The fixtures of a format; for "any" all of them."""
    import json

    told = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
    names = [file for file, one in told.items() if name in ("any", one["format"])]
    return [(FIXTURES / file).read_bytes() for file in sorted(names) if not file.endswith(".png")]


def follow(name, seconds):
    """Run atheris on one reader; it ends the process itself."""
    read = reader(name)
    with tempfile.TemporaryDirectory() as corpus:
        for number, raw in enumerate(seeds(name)):
            Path(corpus, str(number)).write_bytes(raw)
        limits = [f"-max_total_time={seconds}", f"-timeout={LONGEST_S}", f"-rss_limit_mb={MOST_MIB}"]
        quiet = [f"-max_len={MOST_BYTES}", "-print_final_stats=1", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *limits, *quiet, corpus], read)
        atheris.Fuzz()


def mutate(name, seconds):
    """Turn, cut and double pieces of the fixtures for so long; print how often."""
    read, dice, start, count = reader(name), random.Random(name), time.monotonic(), 0
    known = seeds(name)
    while time.monotonic() - start < seconds:
        raw = changed(bytearray(dice.choice(known)), dice)
        before = time.monotonic()
        try:
            read(bytes(raw))
        except Exception:
            Path(f"crash-{name}").write_bytes(raw)
            raise
        if time.monotonic() - before > LONGEST_S:
            raise SystemExit(f"{name}: slower than {LONGEST_S} s")
        count += 1
    sys.stdout.write(f"{name}: {count} inputs\n")


def changed(raw, dice):
    for _ in range(dice.randint(1, 4)):
        at, end = sorted(dice.randrange(len(raw) + 1) for _ in range(2))
        what = dice.randrange(5)
        if what == 0 and raw:
            raw[at % len(raw)] ^= 1 << dice.randrange(8)
        elif what == 1:
            del raw[at:end]
        elif what == 2:
            raw[at:at] = raw[at:end][:2000]
        elif what == 3:
            raw[at:end] = dice.choice([b"", b"null", b"-1", b"1e999", b'"', b"\0", b"\xff\xfe", b"[" * 900, b"9" * 30])
        else:
            raw[at:at] = dice.randbytes(dice.randint(1, 9))
    return raw


def main(arguments):
    if arguments[:1] == ["--one"]:
        return (follow if atheris else mutate)(arguments[1], int(arguments[2]))
    from kagimori.core.otp.files import formats

    seconds = arguments[0] if arguments else str(SECONDS)
    failed = []
    for name in arguments[1:] or [*(known.ID for known in formats.FORMATS), "any"]:
        done = subprocess.run(
            [sys.executable, __file__, "--one", name, seconds],
            check=False,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
        said = [
            line
            for line in (done.stdout + done.stderr).splitlines()
            if "number_of_executed" in line or "inputs" in line
        ]
        sys.stdout.write(f"{name}: {'refused or read' if not done.returncode else 'FAILED'} {' '.join(said)}\n")
        sys.stdout.flush()
        if done.returncode:
            failed.append(name)
            sys.stdout.write(done.stderr[-3000:])
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
