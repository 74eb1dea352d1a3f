"""Every file that tests/vectors/otp_files/make.py makes from the formats' definitions is found and read whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kagimori.core.otp.files import formats
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.opening import Opening, limits_of
from kagimori.core.otp.files.refusals import PasswordNeeded, PasswordWrong
from kagimori.core.otp.seed import encode_key
from kagimori.core.secret import Secret
from kagimori.gateways import qr
from kagimori.knowledge import load_policy

FIXTURES = Path(__file__).parents[3] / "vectors" / "otp_files"
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
SEALED = [name for name, told in EXPECTED.items() if told["password"]]
LIMITS = limits_of(load_policy())


def content_of(name):
    content = Content((FIXTURES / name).read_bytes())
    return Content("\n".join(qr.texts(content.raw, most_pixels=10**6)).encode()) if content.is_picture else content


def opening(password):
    return Opening(Secret(password.encode()) if password is not None else None, LIMITS)


def as_told(entry):
    return {
        "issuer": entry.issuer,
        "name": entry.name,
        "type": entry.kind,
        "algorithm": entry.algorithm,
        "digits": entry.digits,
        "period": entry.period_s,
        "counter": entry.counter,
        "secret": encode_key(entry.key).reveal().decode(),
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_found_by_its_content_and_read_whole(name):
    content, told = content_of(name), EXPECTED[name]

    found = formats.find(content)

    assert told["format"] == found.ID
    assert [as_told(entry) for entry in formats.read(found, content, opening(told["password"]))] == told["entries"]


@pytest.mark.parametrize("name", EXPECTED)
def test_no_other_format_takes_it_for_its_own(name):
    content = content_of(name)

    assert [known.ID for known in formats.FORMATS if known.sniff(content)] == [EXPECTED[name]["format"]]


@pytest.mark.parametrize("name", SEALED)
def test_a_sealed_file_asks_for_its_password(name):
    content = content_of(name)

    with pytest.raises(PasswordNeeded):
        formats.read(formats.find(content), content, opening(None))


@pytest.mark.parametrize("name", SEALED)
@pytest.mark.parametrize("password", ["", "correct horse"])
def test_a_wrong_password_opens_nothing(name, password):
    content = content_of(name)

    with pytest.raises(PasswordWrong):
        formats.read(formats.find(content), content, opening(password))


def test_the_files_are_what_their_script_makes_of_the_definitions(tmp_path):
    script = FIXTURES / "make.py"

    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)

    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FIXTURES.iterdir() if path.is_file() and path != script}
    assert "kagimori." not in script.read_text(encoding="utf-8")


def test_every_format_has_a_file_here():
    assert {known.ID for known in formats.FORMATS} <= {told["format"] for told in EXPECTED.values()}
