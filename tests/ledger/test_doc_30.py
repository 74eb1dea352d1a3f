"""DOC-03, DOC-30, DOC-39: figures of recorded cases against the article's targets, at the command line."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from kagimori.cli.cases import CaseFolder
from kagimori.cli.doctor_stats import stats
from kagimori.core.doctor.case import Event

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KAGIMORI_DATA", str(tmp_path))
    return CaseFolder.of_this_user()


def record(folder, name, minutes, *steps, cause):
    folder.append(name, Event(START, "opened", "real", more={"goal": "login", "account": "example_shop"}))
    for number, (id_, value, error) in enumerate(steps, start=1):
        folder.append(name, Event(START + timedelta(minutes=number), "did", id_, value, error))
    folder.append(
        name, Event(START + timedelta(minutes=minutes), "closed", value="recovered", more={"causes": [cause]})
    )


def figures():
    return json.loads(CliRunner().invoke(stats, ["--json"]).stdout)


@pytest.mark.row("DOC-03")
def test_mean_and_p90_stand_beside_the_targets(folder):
    for number, minutes in enumerate((5, 9, 40)):
        record(folder, f"case-{number}", minutes, cause="cache_bloat")

    told = figures()

    assert told["any_cause"] == {"cases": 3, "mean": 18.0, "p90": 40.0, "target": 30.0}
    assert told["device"]["target"] == 10
    assert told["setup"]["target"] == 5


@pytest.mark.row("DOC-30")
def test_rates_before_and_after_cache_and_clock_repairs_stand_beside_the_targets(folder):
    tries = (("login_app", "failed", "code_invalid"), ("clock_auto_on", "worked", None), ("login_app", "worked", None))
    record(folder, "clock", 6, *tries, cause="clock_skew")

    clock, cache = figures()["clock"], figures()["cache"]

    assert (clock["before"]["share"], clock["after"]["share"], clock["target"]) == (1.0, 0.0, 0.05)
    assert (cache["after"]["share"], cache["target"]) == (None, 0.9)


@pytest.mark.row("DOC-39")
def test_the_same_cause_on_the_same_account_counts_as_a_return(folder):
    record(folder, "first", 5, cause="clock_skew")
    record(folder, "second", 7, cause="clock_skew")

    assert figures()["returned"]["hits"] == 1
