"""The published JSON lines of `doctor read` and the list of `doctor causes`, as a script sees them."""

import json
import subprocess
import sys

import pytest

LAYERS = {"input", "device", "sms", "authenticator", "account", "recovery", "platform", "api", "other"}
REAL_CAUSES = {
    "hijacked": "recovery",
    "codes_gone": "recovery",
    "email_unreachable": "recovery",
    "identity_check_failed": "recovery",
    "account_disabled": "account",
    "wrong_code_box": "input",
    "other": "other",
}
READ = [sys.executable, "-m", "kagimori", "doctor", "read", "--jsonl"]


@pytest.fixture(scope="module")
def answers():
    """What one run answers to good, odd and hostile lines."""
    lines = [
        b"\xef\xbb\xbf" + '{"id": "mark", "text": "コードが届かない"}\r'.encode(),
        b'{"id": NaN, "text": "x"}',
        b"\xff\xfe",
        b'{"id": 5}',
        b'{"id": [1, "x"], "text": "code refused", "lang": "xx", "more": {}}',
        b'{"id": "\\ud800", "text": "\\udfff"}',
        b'{"text": "' + b"x" * 100_000 + b'"}',
    ]
    done = subprocess.run(READ, input=b"\n".join(lines), capture_output=True, check=True)
    return [json.loads(line, parse_constant=pytest.fail) for line in done.stdout.decode().splitlines()]


def test_each_line_has_its_answer_and_bad_ones_stop_nothing(answers):
    assert ["error" in told for told in answers] == [False, True, True, True, False, False, False]
    assert [told["id"] for told in answers[:5]] == ["mark", None, None, 5, [1, "x"]]


def test_an_error_has_a_code_and_a_message(answers):
    for told in (told for told in answers if "error" in told):
        assert set(told) == {"id", "error"}
        assert told["error"]["code"] == "doctor.line_shape"
        assert told["error"]["message"]


def test_an_answer_has_every_published_key(answers):
    told = answers[0]

    assert {"id", "goal", "method", "layer", "causes", "first_step", "evidence"} <= set(told)
    assert {one["id"] for one in told["layer"]} == LAYERS
    assert {one["id"] for one in told["causes"]} >= set(REAL_CAUSES)
    assert sum(one["p"] for one in told["causes"]) == pytest.approx(1)
    assert set(told["first_step"]) == {"id", "kind"}


def test_a_line_is_answered_before_the_next_is_asked():
    process = subprocess.Popen(READ, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for name in (1, 2):
        process.stdin.write(b'{"id": %d, "text": "x"}\n' % name)
        process.stdin.flush()

        assert json.loads(process.stdout.readline())["id"] == name
    process.communicate()

    assert process.returncode == 0


def test_every_cause_is_listed_with_its_place_and_words():
    done = subprocess.run(
        [sys.executable, "-m", "kagimori", "doctor", "causes", "--json"], capture_output=True, check=True
    )
    causes = {cause["id"]: cause for cause in json.loads(done.stdout)}

    assert {name: causes[name]["layer"] for name in REAL_CAUSES} == REAL_CAUSES
    for cause in causes.values():
        assert cause["layer"] in LAYERS
        assert cause["words"]["ja"]
        assert cause["words"]["en"]
        assert {"group", "evidence"} <= set(cause)
