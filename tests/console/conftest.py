"""The engine of the console, on a throw-away database of its own, and the people of the tests."""

import pytest
from django.db import connection
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.work import engine
from kagimori.console.work.database import exists, is_shared


@pytest.fixture
def ai(db):
    """The owner of the team, and of the installation."""
    return make_user("Ai", is_owner=True)


@pytest.fixture
def team(ai):
    """Ai's team."""
    return make_team(ai, "Minato Coffee")


@pytest.fixture
def ben(team):
    """An admin of Ai's team."""
    user = make_user("Ben")
    join(team, user, "admin")
    return user


@pytest.fixture
def chika(db):
    """A stranger to Ai's team."""
    return make_user("Chika")


@pytest.fixture
def other_team(chika):
    """Chika's own team."""
    return make_team(chika, "Harbour Books")


@pytest.fixture
def as_ai(ai, team):
    """Ai's browser."""
    return browser_of(ai)


@pytest.fixture
def as_ben(ben):
    """Ben's browser."""
    return browser_of(ben)


@pytest.fixture
def as_chika(chika, other_team):
    """Chika's browser."""
    return browser_of(chika)


@pytest.fixture
def running(transactional_db, settings, tmp_path):
    """A running engine; the database is emptied afterwards, since its threads have connections of their own."""
    settings.DATA = tmp_path
    _forget_work()
    engine.launch(executor="test", poll_seconds=0.05)
    yield engine.Engine.now
    engine.stop(patience=0)


def _forget_work():
    """On SQLite each engine has a file of its own; on PostgreSQL its tables outlive a test."""
    if is_shared() and exists():
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE dbos.workflow_status, dbos.operation_outputs CASCADE")
