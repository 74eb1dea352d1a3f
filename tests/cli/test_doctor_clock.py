"""`kagimori doctor clock`: the machine's offset in numbers and words, and a plain word where nobody answers."""

import json

import pytest
from click.testing import CliRunner

from kagimori.cli.doctor_clock import clock
from kagimori.standin.ntp import TimeServer


def run(*arguments):
    return CliRunner().invoke(clock, arguments)


def test_it_tells_the_offset_with_its_uncertainty():
    with TimeServer(ahead_s=-120) as server:
        told = run("--server", server.name, "--json")

    answer = json.loads(told.stdout)
    assert answer["offset_seconds"] == pytest.approx(120, abs=0.1)
    assert 0 < answer["uncertainty_seconds"] < 0.1
    assert (answer["right"], told.exit_code) == (False, 0)


def test_several_servers_are_told_one_by_one_with_the_silent_ones():
    with TimeServer() as one, TimeServer() as two, TimeServer(stratum=0) as useless:
        told = run("--json", *(part for server in (one, two, useless) for part in ("--server", server.name)))

    answer = json.loads(told.stdout)
    assert answer["right"] is True
    assert [server["server"] for server in answer["servers"]] == [one.name, two.name]
    assert answer["silent"] == [useless.name]


@pytest.mark.parametrize("ahead_s", [-90, 0, 90])
def test_a_person_gets_words(ahead_s):
    with TimeServer(ahead_s=ahead_s) as server:
        told = run("--server", server.name)

    assert told.exit_code == 0
    assert server.name in told.stdout


def test_where_nobody_answers_it_says_so_and_what_to_try():
    told = run("--server", "no-such-host.invalid", "--json")

    error = json.loads(told.stdout)["error"]
    assert (error["code"], told.exit_code) == ("ntp.unreachable", 1)
    assert "--server" in error["message"]


def test_a_name_that_is_none_is_misuse():
    told = run("--server", "http://time.example/", "--json")

    assert (json.loads(told.stdout)["error"]["code"], told.exit_code) == ("ntp.server_name", 2)
