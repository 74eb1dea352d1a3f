"""The engine of the console, on a throw-away database of its own."""

import pytest

from kagimori.console.work import engine


@pytest.fixture
def running(transactional_db, settings, tmp_path):
    """A running engine; the database is emptied afterwards, since its threads have connections of their own."""
    settings.DATA = tmp_path
    engine.launch(executor="test", poll_seconds=0.05)
    yield engine.Engine.now
    engine.stop(patience=0)
