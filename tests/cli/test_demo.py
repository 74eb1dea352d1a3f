"""`kagimori demo` on a folder of its own."""

import json
import subprocess

import pytest
from tests.fakes.consoles import KAGIMORI, surroundings

pytestmark = pytest.mark.slow


def run(folder):
    command = [KAGIMORI, "demo", "--data", str(folder), "--json"]
    return subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False, timeout=120)


def test_it_fills_an_empty_folder_once_and_says_how_to_get_in(tmp_path):
    first, second = run(tmp_path / "demo"), run(tmp_path / "demo")

    told = json.loads(first.stdout)
    assert told["mail"].endswith(".example")
    assert told["otpauth"].startswith("otpauth://totp/Kagimori:")
    assert (first.returncode, second.returncode) == (0, 1)
    assert "demo.not_empty" in second.stdout + second.stderr
