"""A short turn of the fuzzer on every reader; a long one is `python tests/fuzz/otp_files.py 60`."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
FUZZER = Path(__file__).parent / "otp_files.py"


def test_every_reader_refuses_in_our_own_words_what_a_fuzzer_thinks_of(tmp_path):
    done = subprocess.run(
        [sys.executable, str(FUZZER), "1"], cwd=tmp_path, check=False, capture_output=True, encoding="utf-8"
    )

    assert done.returncode == 0, done.stdout
    assert done.stdout.count("refused or read") > 14
