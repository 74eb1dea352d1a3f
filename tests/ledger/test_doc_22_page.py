"""DOC-22: the drafter asks for the guidelines, counts characters, and its ledger blocks the fourth until its date."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kagimori.console.doctor.models import Appeal

pytestmark = pytest.mark.django_db
SAID = {"draft": "appeal_business", "account": "shop", "company": "Example Inc."}


def send_and_lose(client, times):
    for position in range(times):
        client.post("/doctor/drafts/appeal/sent")
        client.post(f"/doctor/drafts/appeal/{position}/answered", {"answer": "rejected"})


@pytest.mark.row("DOC-22")
def test_the_guidelines_come_first(client):
    assert not client.post("/doctor/drafts/appeal/", SAID).context["page"].ready
    assert client.post("/doctor/drafts/appeal/", SAID | {"read": "yes"}).context["page"].ready


@pytest.mark.row("DOC-22")
def test_the_draft_is_english_and_counted_against_a_hundred(client):
    ready = client.post("/doctor/drafts/appeal/", SAID | {"read": "yes"}).context["page"].ready[0]

    assert ready.lang == "en"
    assert ready.limit == 100
    assert ready.characters == len(ready.text)


@pytest.mark.row("DOC-22")
def test_the_fourth_is_blocked_until_its_date(client):
    send_and_lose(client, 3)
    page = client.get("/doctor/drafts/appeal/")

    assert page.context["page"].blocked_until == timezone.localdate() + timedelta(days=30)
    assert "I have sent it" not in page.content.decode()
    assert client.post("/doctor/drafts/appeal/sent").status_code == 409


@pytest.mark.row("DOC-22")
def test_on_its_date_it_is_open_again(client):
    send_and_lose(client, 3)
    Appeal.objects.update(rejected_on=timezone.localdate() - timedelta(days=30))

    assert client.post("/doctor/drafts/appeal/sent").status_code == 302
