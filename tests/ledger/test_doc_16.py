"""DOC-16: a stale seed is told apart from a clock that is off, and the steps to overwrite the entry follow."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kagimori.core.otp.fast import code_text

KAGIMORI = str(Path(sys.executable).with_name("kagimori"))
NOW = 1_763_971_215
KEY, STALE = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U"


def doctor(*arguments, text):
    command = [KAGIMORI, "--lang", "en", "doctor", "code", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def question(key, *, ahead_s=0, known=()):
    secrets = [{"id": "main", "secret": KEY}, *known]
    typed = [{"code": code_text(key, NOW + ahead_s + later), "at": NOW + later} for later in (0, 40)]
    return json.dumps({"secrets": secrets, "typed": typed})


@pytest.mark.row("DOC-16", part="the steps that follow")
def test_a_stale_seed_is_not_taken_for_a_clock_that_is_off():
    stale = json.loads(doctor("--json", text=question(STALE)).stdout)
    off = json.loads(doctor("--json", text=question(KEY, ahead_s=1800)).stdout)

    assert (stale["verdict"], stale["offset_steps"]) == ("unexplained", None)
    assert (off["verdict"], off["offset_steps"]) == ("drift", 60)
    assert max(stale["chance"], off["chance"]) < 1e-6


@pytest.mark.row("DOC-16", part="the steps that follow")
def test_a_seed_that_is_known_to_be_retired_is_named():
    retired = {"id": "main", "secret": STALE, "retired": True}

    told = json.loads(doctor("--json", text=question(STALE, known=[retired])).stdout)

    assert (told["verdict"], told["account"], told["ask_again"]) == ("retired_seed", "main", False)


@pytest.mark.row("DOC-16")
def test_no_offset_explains_the_codes_and_the_steps_to_overwrite_follow():
    done = doctor("--uri-stdin", text=f"otpauth://totp/ai?secret={KEY}\n{_far_from(KEY)}\n{_far_from(KEY, skip=1)}\n")

    assert done.returncode == 1
    assert "No known entry and no clock error explains this code" in done.stdout
    assert "QR code again" in done.stdout
    assert "iPhone:" in done.stdout


def _far_from(key, skip=0):
    """Return a code that no moment within two days of today makes, so that the test never meets a coincidence."""
    now = int(time.time())
    made = {code_text(key, now + step * 30) for step in range(-5800, 5801)}
    return [code for code in (f"{number:06d}" for number in range(100_000)) if code not in made][skip]
