"""`kagimori status` remembers what it saw and forgets what it cannot read."""

from datetime import UTC, datetime, timedelta

import pytest

from kagimori.cli import status
from kagimori.core.status import State
from kagimori.standin.metastatus import Metastatus

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setenv("KAGIMORI_DATA", str(tmp_path))
    monkeypatch.setenv("KAGIMORI_STANDIN", "yes")
    with Metastatus() as standin:
        yield standin


def test_a_young_memory_is_enough(page):
    for minute in range(5):
        status.look(NOW + minute * MINUTE, source=page.url)

    assert page.asked == 1


def test_it_looks_again_after_five_minutes(page):
    status.look(NOW, source=page.url)
    page.words["graph-api"] = "High disruptions"

    assert status.look(NOW + 5 * MINUTE, source=page.url).state is State.MAJOR


def test_a_memory_from_the_future_is_not_believed(page):
    status.look(NOW + 60 * MINUTE, source=page.url)
    status.look(NOW, source=page.url)

    assert page.asked == 2


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"source": 3}', '{"source": "%s", "newest": {"at": "soon"}}'])
def test_a_broken_memory_is_forgotten(page, tmp_path, content):
    (tmp_path / "status.json").write_text(content.replace("%s", page.url))

    assert status.look(NOW, source=page.url).state is State.OPERATIONAL


def test_what_one_address_said_is_not_told_for_another(page):
    status.look(NOW, source=page.url)

    assert status.look(NOW + MINUTE, source="http://127.0.0.1:9").last_good is None


def test_the_memory_is_private(page, tmp_path):
    status.look(NOW, source=page.url)

    assert (tmp_path / "status.json").stat().st_mode & 0o777 == 0o600
