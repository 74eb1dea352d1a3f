"""DOC-03: cases are timed, and the console shows mean and nine in ten against the article's targets."""

import pytest
from tests.fakes.browsers import begin, opened_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_cases(client):
    """Cases that took ten, twenty and sixty minutes."""
    for minutes in (10, 20, 60):
        case = begin(client)
        opened_ago(case, minutes)
        client.post(f"{case}close", {"outcome": "recovered"})


@pytest.mark.row("DOC-03")
def test_the_page_shows_mean_and_nine_in_ten_beside_the_target(client, three_cases):
    response = client.get("/doctor/stats/", headers={"accept-language": "en"})
    row = response.context["page"].minutes[0]

    assert (row.cases, row.mean, row.p90, row.target) == (3, "30", "60", "30")
    assert "<svg" in response.content.decode().split("<main")[1]
    assert [row.target for row in response.context["page"].minutes] == ["30", "10", "5"]


@pytest.mark.row("DOC-03")
def test_machines_get_the_same(client, three_cases):
    figures = client.get("/doctor/stats.json").json()

    assert figures["any_cause"]["mean"] == pytest.approx(30, abs=0.1)
    assert figures["any_cause"]["p90"] == pytest.approx(60, abs=0.1)
    assert figures["recovered"]["share"] == 1


@pytest.mark.row("DOC-03")
def test_no_case_gives_no_figure_rather_than_zero(client):
    page = client.get("/doctor/stats/").context["page"]

    assert {row.mean for row in page.minutes} == {"–"}
    assert page.chart is None


@pytest.mark.row("DOC-30")
def test_rates_before_and_after_a_repair_stand_beside_their_targets(client):
    rates = client.get("/doctor/stats/").context["page"].rates

    assert [rate.target for rate in rates] == ["≥ 90%", "< 5%"]
