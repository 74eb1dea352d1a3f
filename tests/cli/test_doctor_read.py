"""`kagimori doctor read`: the published answer for machines, plain words for people."""

import json
import math

import pytest
from click.testing import CliRunner

from kagimori.cli.doctor_read import answers, read

KINDS = {"ask", "probe", "page", "attempt", "repair", "bypass", "route"}


def answer(text, **more):
    (told,) = answers([json.dumps({"id": "a", "text": text} | more)])
    return told


def test_the_answer_has_the_published_form():
    told = answer("機種変したら認証アプリのコードが出ない")

    assert told["id"] == "a"
    assert told["goal"] == "login"
    assert told["method"] == "app"
    assert told["first_step"]["kind"] in KINDS
    assert told["causes"][0]["id"] == "auth_lost"
    assert told["layer"][0]["id"] == "authenticator"
    assert {"words", "for"} == set(told["evidence"][0])
    for listed in (told["causes"], told["layer"]):
        assert math.isclose(sum(one["p"] for one in listed), 1, abs_tol=1e-9)
        assert [one["p"] for one in listed] == sorted((one["p"] for one in listed), reverse=True)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("nonsense", None),
        ("[]", None),
        ('"text"', None),
        ('{"id": 7}', 7),
        ('{"id": "x", "text": 5}', "x"),
        ("[" * 100_000, None),
        ('{"id": 1, "text": "a"', None),
    ],
)
def test_a_bad_line_is_answered_and_the_rest_goes_on(line, name):
    bad, good = answers([line, json.dumps({"id": 2, "text": "help"})])

    assert bad["id"] == name
    assert bad["error"]["code"] == "doctor.line_shape"
    assert bad["error"]["message"]
    assert good["id"] == 2


def test_blank_lines_and_unknown_keys_are_passed_over():
    assert [told["id"] for told in answers(["\n", '{"id": 1, "text": "x", "lang": "xx", "more": []}', "  "])] == [1]


def test_a_stream_is_answered_line_by_line_whatever_its_bytes():
    lines = '{"id": 1, "text": "コードが来ない"}\n'.encode() + b"\xff\xfe\n" + b'{"id": 2, "text": "\xff"}\n'

    done = CliRunner().invoke(read, ["--jsonl"], input=lines)

    assert done.exit_code == 0
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, None, 2]


def test_half_a_surrogate_pair_is_no_reason_to_stop():
    done = CliRunner().invoke(read, ["--jsonl"], input='{"id": "\\ud800", "text": "\\ud83d hacked"}\n')

    assert done.exit_code == 0
    assert json.loads(done.stdout)["causes"][0]["id"] == "hijacked"


def test_one_text_is_answered_in_json():
    done = CliRunner().invoke(read, ["--json", "my", "account", "was", "hacked"])

    assert json.loads(done.stdout)["first_step"] == {"id": "recover_hacked", "kind": "route"}


def test_a_person_is_told_in_words_what_it_may_be_by_which_words_and_what_to_do():
    done = CliRunner().invoke(read, [], input="スマホを替えたら認証アプリが空っぽ")

    assert done.exit_code == 0
    assert "「スマホを替え」" in done.stdout
    assert "最初の一歩" in done.stdout
    assert "auth_lost" not in done.stdout


def test_a_long_text_is_cut_and_the_person_told():
    done = CliRunner().invoke(read, [], input="コードが届かない。" * 1000)

    assert "8KB" in done.stdout


@pytest.mark.parametrize("text", ["", "asdf qwer"])
def test_words_that_tell_nothing_are_not_answered_with_shares(text):
    told = CliRunner().invoke(read, [text], input="")

    assert told.exit_code == 0
    assert "%" not in told.output
    assert "kagimori doctor" in told.output
