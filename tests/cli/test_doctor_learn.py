"""Learning from closed cases, at the command line."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from kagimori.cli.cases import CaseFolder
from kagimori.cli.doctor_learn import learn
from kagimori.cli.learned import Learned, real_book
from kagimori.core.doctor.case import Event
from kagimori.knowledge import load_book

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("KAGIMORI_DATA", str(tmp_path))


def record(name, cause="clock_skew"):
    folder = CaseFolder.of_this_user()
    folder.append(name, Event(START, "opened", "real", more={"goal": "login", "method": "app"}))
    folder.append(name, Event(START + timedelta(minutes=2), "did", "clock_auto_on", "worked"))
    folder.append(name, Event(START + timedelta(minutes=3), "did", "login_app", "worked"))
    folder.append(name, Event(START + timedelta(minutes=4), "closed", value="recovered", more={"causes": [cause]}))


def run(*arguments):
    return CliRunner().invoke(learn, arguments)


def test_a_cause_that_was_met_becomes_likelier():
    for number in range(5):
        record(f"case-{number}")

    run()

    key = "login.app"
    before = load_book("real").causes["clock_skew"].common
    assert real_book().causes["clock_skew"].common[key] > before.get(key, before.get("login", 0.0))


def test_a_dry_run_shows_and_keeps_nothing():
    record("one")

    told = json.loads(run("--dry-run", "--json").stdout)

    assert told["cases"] == 1
    assert told["moved"]
    assert Learned.of_this_user().overlay() is None


def test_learning_twice_gives_the_same_bytes():
    record("one")
    run()
    first = Learned.of_this_user().current.read_bytes()

    run()

    assert Learned.of_this_user().current.read_bytes() == first


def test_undo_brings_the_grades_back_byte_for_byte():
    record("one")
    run()
    before = Learned.of_this_user().current.read_bytes()
    record("two", cause="stale_secret")
    run()

    run("--undo")

    assert Learned.of_this_user().current.read_bytes() == before


def test_undo_of_the_first_learning_leaves_the_book_as_it_was():
    record("one")
    run()

    run("--undo")

    assert real_book().causes == load_book("real").causes


def test_there_is_nothing_to_undo_twice():
    record("one")
    run()
    run("--undo")

    assert run("--undo").exit_code == 1
