"""Ai's account with a sheet of codes and a key."""

import pytest
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import NOON, keep_codes
from tests.fakes.vaults import lay_key


@pytest.fixture
def account(team, ai):
    made = add_account(team, "minato_coffee", name="港コーヒー 公式")
    keep_codes(made, ai)
    lay_key(made)
    return made


@pytest.fixture
def by(ai):
    return actor_of(ai)


@pytest.fixture
def now():
    return NOON
