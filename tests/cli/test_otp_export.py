"""`kagimori otp export`: what import prints goes in, a file for another app comes out, whole or not at all."""

import json
from pathlib import Path

import pyotp
import pytest
from click.testing import CliRunner

from kagimori.cli.otp import otp

FIXTURES = Path(__file__).parents[1] / "vectors" / "otp_files"
LINE = {"secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "issuer": "Instagram", "name": "ai"}


def run(*arguments, text=""):
    return CliRunner().invoke(otp, list(arguments), input=text)


@pytest.mark.parametrize("name", ["aegis", "2fauth", "bitwarden", "uris"])
def test_what_was_imported_goes_out_and_comes_back(tmp_path, name):
    source = "bitwarden.json"  # holds what every format can hold
    told = run("import", str(FIXTURES / source), "--json", "--reveal").stdout
    file = tmp_path / "out"

    written = run("export", "--format", name, text=told)
    file.write_bytes(written.stdout_bytes)
    again = run("import", str(file), "--json", "--reveal").stdout

    assert "キー" in written.stderr or "keys" in written.stderr
    strip = ("file", "format")
    first, second = (
        [{key: value for key, value in json.loads(line).items() if key not in strip} for line in text.splitlines()]
        for text in (told, again)
    )
    assert first == second


def test_a_peer_makes_the_same_code():
    told = run("export", "--format", "uris", text=json.dumps({**LINE, "digits": 8, "algorithm": "SHA256"}))

    theirs = pyotp.parse_uri(told.stdout.strip())

    assert theirs.at(59) == pyotp.TOTP(LINE["secret"], digits=8, digest=theirs.digest).at(59)
    assert (theirs.issuer, theirs.name) == ("Instagram", "ai")


@pytest.mark.parametrize(("line", "said"), [
    ("no json", "2"),
    ("[1]", "2"),
    ('{"name": "ai"}', "secret"),
    ('{"secret": "GEZDGNBV1"}', "secret"),
    ('{"secret": "GEZDGNBVGY3TQOJQ", "digits": 99}', "digits"),
    ('{"file": "x", "error": {"code": "otp.file_unknown"}}', "secret"),
])  # fmt: skip
def test_one_line_that_cannot_be_used_writes_nothing_and_is_named(line, said):
    told = run("export", "--format", "aegis", text=f"{json.dumps(LINE)}\n{line}\n")

    assert (told.stdout, told.exit_code) == ("", 2)
    assert "2" in told.stderr
    assert said in told.stderr
    assert "GEZD" not in told.stderr


def test_nothing_in_is_nothing_out():
    told = run("export", "--format", "uris")

    assert (told.stdout, told.exit_code) == ("", 2)


def test_a_kind_that_the_format_cannot_hold_is_refused():
    told = run("export", "--format", "bitwarden", text=json.dumps({**LINE, "type": "hotp", "counter": 1}))

    assert (told.stdout, told.exit_code) == ("", 2)
    assert "hotp" in told.stderr


def test_a_sealed_file_opens_with_its_password_and_needs_no_warning(tmp_path):
    password, file = tmp_path / "password", tmp_path / "vault.json"
    password.write_text("pass word\n")

    told = run("export", "--format", "aegis", "--password-file", str(password), text=json.dumps(LINE))
    file.write_bytes(told.stdout_bytes)

    assert (told.stderr, told.exit_code) == ("", 0)
    again = run("import", "--json", "--reveal", str(file), "--password-file", str(password))
    assert json.loads(again.stdout) | LINE == json.loads(again.stdout)
    assert run("export", "--format", "uris", "--password-file", str(password), text="").exit_code == 2
