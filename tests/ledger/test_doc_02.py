"""DOC-02: the article's overview table: six causes, and their checks as first steps ranked by the time they save."""

import json

import pytest
from click.testing import CliRunner

from kagimori.cli.doctor_causes import causes
from kagimori.cli.doctor_first_checks import first

SIX = {"username_typo", "clock_skew", "airplane", "auth_unsynced", "number_limit", "shadowban"}


@pytest.mark.row("DOC-02")
def test_the_six_causes_of_the_overview_are_in_the_book():
    told = json.dumps(json.loads(CliRunner().invoke(causes, ["--json"]).stdout))

    assert all(f'"{cause}"' in told for cause in SIX)


@pytest.mark.row("DOC-02")
def test_while_nothing_is_known_their_checks_come_by_the_time_they_save():
    checks = json.loads(CliRunner().invoke(first, ["--json"]).stdout)

    assert {check["cause"] for check in checks} == SIX
    assert {check["layer"] for check in checks} == {"input", "codes", "account"}
    saved = [check["saves"] for check in checks]
    assert saved == sorted(saved, reverse=True)
    assert len(set(saved)) > 1
