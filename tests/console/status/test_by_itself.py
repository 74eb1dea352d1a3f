"""The whole way with the real engine: the page is read, the news is told, and cases hear it."""

import time

import pytest

from kagimori.console.status.models import Reading
from kagimori.console.timeline.models import Place
from kagimori.console.work import enqueue
from kagimori.standin.metastatus import Metastatus

DOCTOR = "kagimori.console.doctor.hearers.status_changed"


@pytest.fixture
def page(settings):
    with Metastatus() as standin:
        settings.STATUS_URL, settings.STANDIN_ALLOWED = standin.url, True
        yield standin


def test_an_outage_is_seen_and_told_by_itself(page, running):
    page.words["facebook-login"] = "High disruptions"
    enqueue("status_look")

    end = time.monotonic() + 15
    while not Place.objects.filter(hearer=DOCTOR, number__gt=0).exists() and time.monotonic() < end:
        time.sleep(0.05)

    assert Reading.objects.get().problem == ""
    assert Place.objects.get(hearer=DOCTOR).number == 1
