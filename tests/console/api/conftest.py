"""Programs of the tests: a browser's twin that carries a token."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kagimori.console.people.tokens import flows
from kagimori.core.people.standing import Actor


@pytest.fixture
def program():
    """Return a function that gives a client carrying a token of this user in this team."""

    def carrying(user, team, rights=None, **wishes):
        rights = flows.givable(user) if rights is None else rights
        _row, secret = flows.make(
            team, user, Actor.itself(), timezone.now(), name="test", rights=rights, life=timedelta(days=1), **wishes
        )
        return Client(headers={"authorization": f"Bearer {secret.reveal().decode()}", "accept-language": "en"})

    return carrying


@pytest.fixture
def by_ai(program, ai, team):
    """A program of Ai's with every right of hers."""
    return program(ai, team)
