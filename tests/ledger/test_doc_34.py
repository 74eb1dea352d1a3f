"""DOC-34: each claim with basis, verdict, source and day; the team's own figure once there are enough cases."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.fakes.command import answer, kagimori

from kagimori.core.doctor.case import Event
from kagimori.knowledge import load_policy

WITHOUT_SOURCE = (
    "layers_in_half_an_hour", "filter_off_cures_ninety", "app_one_point_six", "cache_gains_quarter",
    "fixed_order_saves_forty", "link_back_saves_eighty",
)  # fmt: skip
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def evidence(home):
    """Return what `doctor causes --json` gives as evidence, by claim."""
    return {claim["id"]: claim for cause in answer("doctor", "causes", home=home) for claim in cause["evidence"]}


def closed_case(folder, number):
    opened = Event(NOON, "opened", "real", more={"goal": "login", "method": "app"})
    closed = Event(NOON + timedelta(minutes=12), "closed", value="recovered", more={"causes": ["clock_skew"]})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"case{number}.jsonl").write_text(f"{opened.to_json()}\n{closed.to_json()}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The evidence beside the causes, without any case of the team's own."""
    return evidence(tmp_path_factory.mktemp("home"))


@pytest.mark.row("DOC-34")
@pytest.mark.parametrize("name", WITHOUT_SOURCE)
def test_a_figure_that_is_quoted_without_a_source_says_so(name, shown):
    claim = shown[name]

    assert claim["verdict"] == "unverified"
    assert claim["basis"] == "article"
    assert claim["source"]
    assert claim["checked"] == "2026-11-22"


@pytest.mark.row("DOC-34")
def test_the_claims_stand_as_evidence_beside_their_causes(shown):
    assert {"layers_in_half_an_hour", "filter_off_cures_ninety", "app_one_point_six"} <= set(shown)
    assert all(claim["source"] and claim["checked"] and claim["basis"] for claim in shown.values())


@pytest.mark.row("DOC-34")
def test_people_are_shown_verdict_source_and_day(tmp_path):
    told = kagimori("doctor", "claims", home=tmp_path).stdout

    assert "裏づけなし" in told
    assert "よく言われるが誤り" in told
    assert "確認日 2026-11-22" in told


@pytest.mark.row("DOC-34")
def test_the_teams_own_figure_stands_beside_once_there_are_enough_cases(tmp_path):
    enough = load_policy()["claims.enough"].count
    folder = tmp_path / "data" / "cases"

    for number in range(enough - 1):
        closed_case(folder, number)
    assert evidence(tmp_path)["layers_in_half_an_hour"]["own"] is None

    closed_case(folder, enough)
    assert evidence(tmp_path)["layers_in_half_an_hour"]["own"] == {"value": 12.0, "cases": enough}
