"""`kagimori otp import`: files, pictures and transfers in; one line an entry out, and a clear no for each bad file."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.fakes.command import KAGIMORI

from kagimori.cli.otp import otp

FIXTURES = Path(__file__).parents[1] / "vectors" / "otp_files"
EXPECTED = json.loads((FIXTURES / "expected.json").read_text(encoding="utf-8"))
PARTS = [str(FIXTURES / f"google_part_{number}.png") for number in (3, 1, 2)]
WITHOUT_SECRET = ["file", "format", "issuer", "name", "type", "algorithm", "digits", "period", "counter"]


def run(*arguments, text=""):
    return CliRunner().invoke(otp, ["import", *map(str, arguments)], input=text)


def lines(told):
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_format_comes_out_as_one_line_an_entry(name):
    file, expected = str(FIXTURES / name), EXPECTED[name]
    password = ("--password-stdin",) if expected["password"] else ()

    told = run(file, "--json", "--reveal", *password, text=f"{expected['password']}\n")

    assert told.exit_code == 0
    assert lines(told) == [{"file": file, "format": expected["format"], **entry} for entry in expected["entries"]]


def test_the_key_stays_hidden_unless_it_is_asked_for():
    hidden, shown = (run(FIXTURES / "uris.txt", "--json", *more) for more in ([], ["--reveal"]))

    assert [list(line) for line in lines(hidden)] == [WITHOUT_SECRET] * 7
    assert hidden.stderr == ""
    assert [list(line) for line in lines(shown)] == [[*WITHOUT_SECRET, "secret"]] * 7
    assert "キー" in shown.stderr or "keys" in shown.stderr


def test_the_pictures_of_a_transfer_come_in_any_order():
    told = run("--json", *PARTS)

    assert [(line["file"], line["name"]) for line in lines(told)] == [
        (PARTS[1], "ai"),
        (PARTS[2], "広報"),
        (PARTS[0], "chika"),
    ]


def test_a_transfer_that_lacks_a_picture_names_which_one():
    told = run("--json", *PARTS[:2])

    assert {(line["file"], line["error"]["code"]) for line in lines(told)} == {
        (PARTS[0], "otp.file_parts_missing"),
        (PARTS[1], "otp.file_parts_missing"),
    }
    assert all("2" in line["error"]["message"] for line in lines(told))
    assert told.exit_code == 1


def test_a_bad_file_is_one_error_line_and_the_others_go_on(tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_bytes((FIXTURES / "aegis_plain.json").read_bytes()[:-40])

    told = run("--json", broken, FIXTURES / "2fas_short.2fas")

    first, second = lines(told)
    assert (first["file"], first["error"]["code"]) == (str(broken), "otp.file_broken")
    assert str(broken) in first["error"]["message"]
    assert second["name"] == "ai"
    assert told.exit_code == 1


def test_one_bad_entry_takes_the_whole_file_with_it_and_is_named(tmp_path):
    file = tmp_path / "export.json"
    vault = json.loads((FIXTURES / "aegis_plain.json").read_text(encoding="utf-8"))
    vault["db"]["entries"][3]["info"]["secret"] = "GEZDGNBV1"
    file.write_text(json.dumps(vault), encoding="utf-8")

    (told,) = lines(run("--json", file))

    assert "db.entries[3].secret" in told["error"]["message"]
    assert "GEZD" not in told["error"]["message"]


def test_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.json"
    with file.open("wb") as opened:
        opened.truncate(2**30)

    (told,) = lines(run("--json", file))

    assert told["error"]["code"] == "otp.file_too_large"


@pytest.mark.parametrize(("content", "code"), [
    (b"", "otp.file_unknown"),
    (b"https://example.com/qr.png", "otp.file_link"),
    (b"\x89PNG\r\n\x1a\n", "otp.picture_unreadable"),
    (b'{"authenticator_tokens": []}', "otp.file_authy"),
    (b"[" * 100_000, "otp.file_broken"),
    (b"PK\x03\x04 cut off", "otp.file_broken"),
])  # fmt: skip
def test_what_cannot_be_read_says_what_to_do(tmp_path, content, code):
    file = tmp_path / "export"
    file.write_bytes(content)

    told = run("--json", file)

    assert lines(told)[0]["error"]["code"] == code
    assert (told.exit_code, len(lines(told))) == (1, 1)


@pytest.mark.parametrize(("name", "code"), [("nowhere", "otp.file_missing"), (".", "otp.file_missing")])
def test_what_is_no_file_is_an_error_line(tmp_path, name, code):
    (told,) = lines(run("--json", tmp_path / name))

    assert told["error"]["code"] == code


@pytest.mark.parametrize(("password", "code"), [
    ([], "otp.file_password_needed"),
    (["--password-stdin"], "otp.file_password_wrong"),
])  # fmt: skip
def test_a_sealed_file_without_its_password_stays_closed(password, code):
    (told,) = lines(run("--json", FIXTURES / "aegis_sealed.json", *password, text="wrong"))

    assert told["error"]["code"] == code


def test_the_password_may_lie_in_a_file(tmp_path):
    file = tmp_path / "password"
    file.write_text(EXPECTED["2fas_sealed.2fas"]["password"] + "\r\n", encoding="utf-8")

    told = run("--json", FIXTURES / "2fas_sealed.2fas", "--password-file", file)

    assert len(lines(told)) == 7


def test_a_format_may_be_named():
    told = run("--json", "--format", "aegis", FIXTURES / "2fas_v4.2fas")

    assert lines(told)[0]["error"]["code"] == "otp.file_entry"


def test_a_uri_as_an_argument_is_refused_and_not_repeated():
    told = run("--json", "otpauth-migration://offline?data=GEZDGNBV")

    assert lines(told)[0]["error"]["code"] == "otp.file_secret_argument"
    assert "GEZD" not in told.output


def test_a_uri_comes_on_standard_input():
    told = run("--json", "-", text="otpauth://totp/Shop:ai?secret=GEZDGNBVGY3TQOJQ")

    assert lines(told)[0] | {"file": "-", "format": "uris", "issuer": "Shop", "name": "ai"} == lines(told)[0]


def test_standard_input_serves_one_of_the_two_only():
    assert run("-", "--password-stdin").exit_code == 2


def test_for_a_person_each_entry_is_a_sentence():
    told = run(FIXTURES / "uris.txt")

    assert told.stdout.splitlines()[0].startswith("Instagram / ai")
    assert "JBSW" not in told.output


def test_a_place_is_told_in_the_readers_language(tmp_path):
    file = tmp_path / "list.txt"
    file.write_text("otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ\nwhat is this\n")
    command = [KAGIMORI, "otp", "import", str(file)]

    said = [
        subprocess.run([*command, "--lang", lang], capture_output=True, text=True, check=False).stderr
        for lang in ("ja", "en")
    ]

    assert "2行目" in said[0]
    assert "line 2" in said[1]


def test_at_a_terminal_the_password_is_asked_for_without_an_echo():
    command = [KAGIMORI, "otp", "import", "--json", str(FIXTURES / "2fas_sealed.2fas")]
    child, terminal = pty.fork()
    if not child:
        os.execv(command[0], command)  # the child of a terminal of its own
    shown = b""
    while b"2fas_sealed.2fas" not in shown:
        shown += os.read(terminal, 1024)
    os.write(terminal, EXPECTED["2fas_sealed.2fas"]["password"].encode() + b"\n")
    try:
        while more := os.read(terminal, 4096):
            shown += more
    except OSError:  # Linux says so when the child is gone
        pass

    assert os.waitpid(child, 0)[1] == 0
    assert shown.count(b'"format": "2fas"') == 7
    assert "電池".encode() not in shown


def test_it_needs_neither_django_nor_numpy():
    program = (
        f"import sys; sys.argv[1:] = ['otp', 'import', '--json', {str(FIXTURES / 'qr.png')!r}]\n"
        "from kagimori.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'django', 'dbos', 'tink', 'numpy', 'httpx2'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
