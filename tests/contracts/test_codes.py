"""The published forms of `otp` and `doctor code`, asked as a script asks them: odd input, hostile input, exit codes."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from kagimori.cli.root import kagimori

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
URI = f"otpauth://totp/Instagram:ai?secret={KEY}&issuer=Instagram"
CODE_AT_59 = "287082"


def ask(*words, text=URI):
    told = CliRunner().invoke(kagimori, words, input=text)
    return told.exit_code, json.loads(told.stdout) if told.stdout else None, told.stderr


def judged(**question):
    typed = [{"code": CODE_AT_59, "at": 59}]
    asked = {"secrets": [{"id": "a", "secret": KEY}], "typed": typed} | question
    return ask("doctor", "code", "--json", text=json.dumps(asked))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("code",), {"code": CODE_AT_59, "valid_from": 30, "valid_to": 60}),
        (("verify", "--code", CODE_AT_59), {"ok": True, "offset_steps": 0}),
        (("drift", "--code", CODE_AT_59, "--reach", "0"), {"offset_steps": 0, "chance": pytest.approx(1e-6)}),
    ],
)
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"])
def test_a_uri_is_answered_with_and_without_a_byte_order_mark(words, answer, before):
    exit_code, told, _ = ask(
        "otp", words[0], "--uri-stdin", "--at", "59", "--json", *words[1:], text=before + URI.encode() + b"\r\n"
    )

    assert (exit_code, told) == (0, answer)


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        (("code", "--at", "59"), "", "otp.seed_shape"),
        (("code", "--at", "59"), b"\xff\xfe\x00", "otp.seed_shape"),
        (("code", "--at", "59"), URI.replace("totp", "hotp"), "otp.seed_shape"),
        (("code", "--at", "-1"), URI, "input.unusable"),
        (("code", "--at", "0" * 30 + "59x"), URI, None),
        (("code", "--at", "9" * 30), URI, "input.unusable"),
        (("verify", "--code", "12", "--at", "59"), URI, "otp.code_shape"),
        (("verify", "--at", "59"), URI, None),
        (("drift", "--code", "12", "--at", "59"), URI, "otp.code_shape"),
        (("drift", "--code", CODE_AT_59, "--reach", "-1"), URI, None),
    ],
)
def test_misuse_exits_with_two_and_says_so(words, text, code):
    exit_code, told, said = ask("otp", words[0], "--uri-stdin", "--json", *words[1:], text=text)

    assert exit_code == 2
    assert said
    assert (told and told["error"]["code"]) == code


@pytest.mark.parametrize("at", ["59", "0" * 30 + "59"])
def test_the_shortest_form_reads_the_same(at):
    words = [sys.executable, "-m", "kagimori", "otp", "code", "--uri-stdin", "--json", "--at", at]
    done = subprocess.run(words, input=b"\xef\xbb\xbf" + URI.encode(), capture_output=True, check=True)

    assert json.loads(done.stdout)["code"] == CODE_AT_59


@pytest.mark.parametrize("words", [("verify", "--code", "000000"), ("drift", "--code", "000000", "--reach", "60")])
def test_a_no_exits_with_one_and_leaves_the_offset_open(words):
    exit_code, told, _ = ask("otp", words[0], "--uri-stdin", "--json", "--at", "59", *words[1:])

    assert exit_code == 1
    assert told["offset_steps"] is None


def test_a_verdict_has_every_published_key_and_no_other():
    exit_code, told, _ = judged(unknown=[1])

    assert exit_code == 0
    assert told.pop("chance") < 1e-5
    assert told == {
        "verdict": "ok",
        "account": "a",
        "offset_steps": 0,
        "offset_seconds": [-29, 1],
        "ask_again": False,
        "repaired": None,
    }


@pytest.mark.parametrize("name", [0, 7, "七", "a b"])
def test_an_entry_is_named_as_the_question_named_it(name):
    _, told, _ = judged(secrets=[{"id": "first", "secret": "A" * 16}, {"id": name, "secret": KEY}], account=name)

    assert told["verdict"] == "ok"
    assert told["account"] == name


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ({"used": [{"id": "a", "step": 1}]}, "replayed"),
        ({"typed": [{"code": CODE_AT_59, "at": 59}, {"code": CODE_AT_59, "at": 61}]}, "replayed"),
        ({"typed": [{"code": CODE_AT_59, "at": 3059}]}, "drift"),
        ({"typed": [{"code": "12345678", "at": 59}]}, "wrong_kind"),
        ({"secrets": [{"id": "a", "secret": KEY, "retired": True}]}, "retired_seed"),
        ({"secrets": [{"id": "b", "secret": "A" * 16}, {"id": "a", "secret": KEY}]}, "other_account"),
    ],
)
def test_each_verdict_is_an_answer(question, verdict):
    exit_code, told, _ = judged(**question)

    assert (exit_code, told["verdict"]) == (0, verdict)


def test_unexplained_is_a_no():
    exit_code, told, _ = judged(typed=[{"code": "000000", "at": 59}])

    assert exit_code == 1
    assert told["verdict"] == "unexplained"
    assert told["account"] is told["offset_steps"] is told["offset_seconds"] is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "nonsense",
        "{}",
        "[" * 50_000,
        '{"secrets": [], "typed": []}',
        '{"secrets": [{"id": true}], "typed": [1]}',
    ],
)
def test_a_question_that_cannot_be_read_is_misuse(text):
    exit_code, told, said = ask("doctor", "code", "--json", text=text)

    assert exit_code == 2
    assert told["error"]["code"] == "input.unusable"
    assert "Traceback" not in said
