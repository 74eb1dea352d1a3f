"""`kagimori doctor code`: the verdict in the published form, and in words for a person."""

import json
import time

import pytest
from click.testing import CliRunner

from kagimori.cli.doctor_code import code
from kagimori.core.otp.fast import code_text

MAIN, OTHER = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = 1_763_971_215
KEYS = {"verdict", "account", "offset_steps", "offset_seconds", "chance", "ask_again", "repaired"}


def ask(question):
    text = question if isinstance(question, str) else json.dumps(question)
    told = CliRunner().invoke(code, ["--json"], input=text)
    return json.loads(told.stdout), told.exit_code


def question(typed, at=NOW):
    secrets = [{"id": "main", "secret": MAIN}, {"id": "other", "secret": OTHER}]
    return {"secrets": secrets, "typed": [{"code": typed, "at": at}]}


def test_the_answer_has_exactly_the_published_keys():
    told, exit_code = ask(question(code_text(MAIN, NOW)))

    assert set(told) == KEYS
    assert (told["verdict"], told["account"], told["offset_seconds"], exit_code) == ("ok", "main", [-15, 15], 0)


def test_a_verdict_is_an_answer_even_when_the_code_was_wrong():
    told, exit_code = ask(question(code_text(OTHER, NOW)))

    assert (told["verdict"], told["account"], exit_code) == ("other_account", "other", 0)


def test_a_code_that_nothing_explains_is_a_no():
    told, exit_code = ask(question("12345"))

    assert (told["verdict"], told["account"], told["chance"], exit_code) == ("unexplained", None, None, 1)


@pytest.mark.parametrize("text", ["", "{", "[]", "\x00", '{"secrets": 5}', "[" * 200_000, '{"typed": [{}]}'])
def test_a_hostile_question_is_an_error_with_a_code_and_exit_2(text):
    told, exit_code = ask(text)

    assert (told["error"]["code"], exit_code) == ("input.unusable", 2)


def test_an_error_never_repeats_a_key():
    told = CliRunner().invoke(code, ["--json"], input=json.dumps({"secrets": [{"id": "a", "secret": f"{MAIN}1"}]}))

    assert told.exit_code == 2
    assert MAIN[:4] not in told.output


def test_lines_of_a_key_and_a_code_are_answered_in_words():
    told = CliRunner().invoke(code, ["--uri-stdin"], input=f"otpauth://totp/ai?secret={MAIN}\n1234 5678\n")

    assert told.exit_code == 0
    assert "12345678" in told.stdout
    assert MAIN not in told.output


def test_a_key_without_a_code_is_misuse():
    assert CliRunner().invoke(code, ["--uri-stdin"], input=f"{MAIN}\n").exit_code == 2


def test_a_person_is_asked_for_a_second_code_where_one_could_be_a_coincidence():
    first, second = (code_text(MAIN, int(time.time()) + ahead_s) for ahead_s in (3600, 3630))

    told = CliRunner().invoke(code, [], input=f"{MAIN}\n{first}\n{second}\n")

    assert told.exit_code == 0
    assert "60" in told.stdout or "59" in told.stdout
    assert MAIN not in told.output
