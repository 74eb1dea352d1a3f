"""An account of Ai's team with a sheet of eight codes, all at noon of one day."""

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.codes import keep_codes


@pytest.fixture
def account(team):
    """The account."""
    return add_account(team, "minato_coffee")


@pytest.fixture
def sheet(account, ai):
    """Its sheet."""
    return keep_codes(account, ai)
