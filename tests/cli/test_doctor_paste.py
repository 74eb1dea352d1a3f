"""`kagimori doctor paste`: findings and the clean form, on this machine only."""

import json

import pytest
from click.testing import CliRunner

from kagimori.cli.doctor_paste import paste


def run(text, *arguments):
    return CliRunner().invoke(paste, arguments, input=text.encode())


def test_a_clean_name_is_nothing_to_speak_of():
    told = run("kagimori.jp\n", "--json")

    assert (json.loads(told.stdout), told.exit_code) == ({"findings": [], "clean": "kagimori.jp"}, 0)


def test_findings_stand_with_their_places_and_the_clean_form():
    told = run("\u3000kаgimori \r\n", "--json")

    answer = json.loads(told.stdout)
    assert [finding["id"] for finding in answer["findings"]] == ["leading_blank", "trailing_blank", "look_alike"]
    assert (answer["findings"][2]["at"], answer["clean"], told.exit_code) == ([2], "kagimori", 1)


def test_a_password_is_not_shown_unless_asked_for():
    assert "hunter22" not in run("hunter２２ ", "--kind", "password").output
    assert json.loads(run("hunter２２ ", "--kind", "password", "--json").stdout)["clean"] is None
    assert "hunter22" in run("hunter２２ ", "--kind", "password", "--show").stdout


@pytest.mark.parametrize(("kind", "text"), [("code", "12345"), ("name", "a" * 31), ("password", "abcde")])
def test_the_length_is_looked_at(kind, text):
    assert [f["id"] for f in json.loads(run(text, "--kind", kind, "--json").stdout)["findings"]] == ["wrong_length"]


def test_a_line_break_before_the_end_is_a_finding():
    assert json.loads(run("kagimori\n\n", "--json").stdout)["findings"][0]["id"] == "trailing_blank"


def test_bytes_that_are_no_text_do_no_harm():
    told = CliRunner().invoke(paste, ["--json"], input=b"\xff\xfe\x00")

    assert told.exit_code == 1
    assert json.loads(told.stdout)["findings"]
