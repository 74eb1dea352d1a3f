"""What tests of whole processes share."""

import pytest
from tests.fakes.databases import own_database
from tests.fakes.works import Works

from kagimori.console.work.registry import registry


@pytest.fixture
def database():
    """The address of a PostgreSQL database of its own."""
    with own_database() as address:
        yield address


@pytest.fixture
def known_jobs(monkeypatch):
    """The names of the deeds' jobs, for handing them on from the test."""
    for name in ("deeds_do", "deeds_long", "deeds_break"):
        monkeypatch.setitem(registry.jobs, name, print)


@pytest.fixture
def shared(tmp_path, database, known_jobs):
    """Workers on one PostgreSQL."""
    works = Works(tmp_path, database)
    yield works
    works.end()


@pytest.fixture
def alone(tmp_path, known_jobs):
    """One process on SQLite."""
    works = Works(tmp_path)
    yield works
    works.end()
