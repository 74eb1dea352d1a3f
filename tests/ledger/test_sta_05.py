"""STA-05: what to do during and after an outage, at the places that are right today."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kagimori.console.status import flows
from kagimori.core.status import Reading, Service, state_of

DRAFTS = "the report drafter and the announcement"
SAID = {
    "account": "example_shop",
    "channel": "our website",
    "device": "iPhone",
    "did": "log in",
    "shown": "Something went wrong",
    "since": "10:20",
}


def outage():
    at = timezone.now() - timedelta(minutes=1)
    flows.keep(
        Reading(at, (Service("facebook-login", "Platform Status", "High disruptions", state_of("High disruptions")),))
    )


@pytest.mark.row("STA-05", part=DRAFTS)
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lang", "step"), [("ja", "別の場所で状況を知らせる"), ("en", "Tell people elsewhere: X, LINE, your own site")]
)
def test_an_outage_names_what_to_do_meanwhile(client, lang, step):
    at = timezone.now() - timedelta(minutes=1)
    flows.keep(
        Reading(at, (Service("facebook-login", "Platform Status", "High disruptions", state_of("High disruptions")),))
    )

    assert step in client.get("/status/", headers={"accept-language": lang}).content.decode()


@pytest.mark.row("STA-05", part=DRAFTS)
@pytest.mark.django_db
def test_the_place_that_is_often_named_is_shown_as_wrong_beside_the_right_one(client):
    page = client.get("/status/", headers={"accept-language": "en"}).content.decode()

    assert 'href="https://business.facebook.com/settings/security"' in page
    assert 'href="https://business.instagram.com' not in page
    assert "Reissue them at business.instagram.com/security" in page


@pytest.mark.row("STA-05")
@pytest.mark.django_db
def test_an_outage_leads_to_a_short_report_and_an_announcement_in_both_languages(client):
    outage()
    page = client.get("/status/", headers={"accept-language": "en"}).content.decode()
    report = client.post("/doctor/drafts/problem/", {"draft": "problem_report", **SAID}).content.decode()
    notice = client.post("/doctor/drafts/outage/", {"draft": "outage_begins", **SAID}).content.decode()

    assert 'href="/doctor/drafts/problem/"' in page
    assert 'href="/doctor/drafts/outage/"' in page
    assert SAID["account"] in report
    assert SAID["channel"] in notice
