"""`kagimori otp`: codes in the published form, and misuse said plainly."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kagimori.cli.otp import otp

URI = "otpauth://totp/Instagram:ai?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Instagram"


def run(*arguments, text=URI):
    return CliRunner().invoke(otp, arguments, input=text)


def test_a_code_comes_with_its_span():
    told = run("code", "--uri-stdin", "--at", "59", "--json")

    assert json.loads(told.stdout) == {"code": "287082", "valid_from": 30, "valid_to": 60}
    assert told.exit_code == 0


def test_the_shape_of_the_uri_counts():
    told = run("code", "--uri-stdin", "--at", "59", "--json", text=f"{URI}&digits=8&period=60")

    assert json.loads(told.stdout) == {"code": "84755224", "valid_from": 0, "valid_to": 60}


def test_for_a_person_the_code_stands_alone_on_standard_output():
    told = run("code", "--uri-stdin", "--at", "59")

    assert told.stdout == "287082\n"
    assert "1" in told.stderr


def test_the_key_is_asked_for_without_an_echo():
    told = run("code", "--at", "59", text="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n")

    assert told.stdout == "287082\n"
    assert "GEZD" not in told.stderr


@pytest.mark.parametrize(
    ("code", "at", "more", "expected", "exit_code"),
    [
        ("287082", 59, (), {"ok": True, "offset_steps": 0}, 0),
        ("287 082", 59, (), {"ok": True, "offset_steps": 0}, 0),
        ("287082", 89, (), {"ok": True, "offset_steps": -1}, 0),
        ("287082", 29, (), {"ok": True, "offset_steps": 1}, 0),
        ("287082", 89, ("--window", "0"), {"ok": False, "offset_steps": None}, 1),
        ("287082", 300, ("--window", "10"), {"ok": True, "offset_steps": -9}, 0),
        ("000000", 59, (), {"ok": False, "offset_steps": None}, 1),
    ],
)
def test_a_code_is_right_within_the_window(code, at, more, expected, exit_code):
    told = run("verify", "--uri-stdin", "--code", code, "--at", str(at), "--json", *more)

    assert (json.loads(told.stdout), told.exit_code) == (expected, exit_code)


def test_a_drift_comes_with_the_chance_of_a_coincidence():
    told = json.loads(run("drift", "--uri-stdin", "--code", "287082", "--at", "5900", "--json").stdout)

    assert told["offset_steps"] == -195
    assert told["chance"] == pytest.approx(0.00574, rel=1e-2)


def test_beyond_the_reach_nothing_is_found():
    told = run("drift", "--uri-stdin", "--code", "287082", "--at", "5900", "--reach", "600", "--json")

    assert json.loads(told.stdout)["offset_steps"] is None
    assert told.exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "text", "code"),
    [
        (("code",), "", "otp.seed_shape"),
        (("code",), "https://example.com/", "otp.seed_shape"),
        (("code",), "ABC1", "otp.seed_shape"),
        (("code",), "\udcff", "otp.seed_shape"),
        (("code",), f"{URI}&period=0", "otp.seed_shape"),
        (("code",), "otpauth://hotp/a?secret=GEZDGNBVGY3TQOJQ&counter=1", "otp.seed_shape"),
        (("code", "--at", "-1"), URI, "input.unusable"),
        (("verify", "--code", "12345"), URI, "otp.code_shape"),
        (("drift", "--code", "abc"), URI, "otp.code_shape"),
    ],
)
def test_misuse_is_an_error_with_a_code_and_exit_2(arguments, text, code):
    told = run(arguments[0], "--uri-stdin", "--json", *arguments[1:], text=text.encode("utf-8", "surrogateescape"))

    error = json.loads(told.stdout)["error"]
    assert (error["code"], told.exit_code) == (code, 2)
    assert error["message"]
    assert "GEZD" not in told.output


def test_one_code_needs_neither_django_nor_the_book():
    program = (
        "import sys; sys.argv[1:] = ['otp', 'code', '--uri-stdin', '--json']\n"
        "from kagimori.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'click', 'django', 'dbos', 'tink', 'numpy', 'tomllib', 'dataclasses', 'httpx2'}\n"
        "heavy |= {'kagimori.knowledge'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], input=URI, text=True, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["code"]) == 6


@pytest.mark.parametrize(
    "arguments",
    [
        ["--uri-stdin", "--json"],
        ["--json", "--uri-stdin", "--at", "59"],
        ["--at", "59", "--json", "--uri-stdin"],
        ["--at", "9" * 30, "--json", "--uri-stdin"],
        ["--at=59", "--json", "--uri-stdin"],
        ["--at", "x", "--json", "--uri-stdin"],
        ["--json", "--uri-stdin", "--wrong"],
    ],
)
@pytest.mark.parametrize("text", [URI, "not a key"])
def test_the_quick_way_gives_the_answers_of_the_long_one(arguments, text):
    program = "import sys; sys.argv[1:] = {}; from kagimori.cli{} import {}; {}()"
    long = program.format(["otp", "code", *arguments], ".root", "kagimori", "kagimori")
    quick = program.format(["otp", "code", *arguments], "", "main", "main")

    answers = [
        subprocess.run([sys.executable, "-c", way], input=text, text=True, capture_output=True, check=False)
        for way in (long, quick)
    ]

    assert answers[0].returncode == answers[1].returncode
    assert "Traceback" not in answers[0].stderr + answers[1].stderr
    assert answers[0].stdout.split("message")[0] == answers[1].stdout.split("message")[0]
