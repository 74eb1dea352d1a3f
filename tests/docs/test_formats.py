"""The page of formats names every key that the commands really print."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

FORMATS = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
KAGIMORI = [sys.executable, "-c", "from kagimori.cli import main; main()"]
URI = "otpauth://totp/shop?secret=JBSWY3DPEHPK3PXP"


def printed(arguments, given=""):
    done = subprocess.run(
        [*KAGIMORI, *arguments.split()], input=given, capture_output=True, encoding="utf-8", check=False
    )
    return json.loads(done.stdout)


def keys(answer):
    if isinstance(answer, list):
        return {key for piece in answer[:1] for key in keys(piece)}
    return set(answer)


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        ("doctor read --jsonl", '{"id": "a", "text": "the code never comes"}'),
        ("doctor read --jsonl", "no json"),
        ("doctor code --json", json.dumps({"secrets": [{"id": "a", "secret": "JBSWY3DPEHPK3PXP"}], "typed": []})),
        (
            "doctor code --json",
            json.dumps(
                {
                    "secrets": [{"id": "a", "secret": "JBSWY3DPEHPK3PXP"}],
                    "typed": [{"code": "1 23456", "at": 1795600000}],
                }
            ),
        ),
        ("doctor causes --json", ""),
        ("otp code --uri-stdin --json --at 1795600000", URI),
        ("otp verify --uri-stdin --json --code 123456 --at 1795600000", URI),
        ("otp drift --uri-stdin --json --code 123456 --at 1795600000", URI),
        ("otp import --json --reveal -", URI),
        ("otp import --json -", "no export"),
    ],
)
def test_every_key_that_is_printed_is_described(arguments, given):
    named = set(re.findall(r"[`\"]([a-z_]+)[`\"]", FORMATS))

    assert keys(printed(arguments, given)) - named == set()
