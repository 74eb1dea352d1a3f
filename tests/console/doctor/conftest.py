"""A person and a stranger, each with a browser of their own."""

import pytest
from tests.fakes.browsers import browser


@pytest.fixture
def person(db):
    return browser()


@pytest.fixture
def stranger(db):
    return browser()
