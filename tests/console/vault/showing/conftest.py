"""An account with a key of RFC 6238's table, at an instant whose codes the table gives."""

from datetime import UTC, datetime

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.people import join, make_user
from tests.fakes.vaults import lay_key

from kagimori.console.accounts.standing import membership_in, standing_by

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
# 30 seconds from a full minute on; so many seconds of its code are left at NOW.
NOW = datetime(2026, 11, 25, 3, 0, 5, tzinfo=UTC)


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def key(account):
    return lay_key(account, KEY)


@pytest.fixture
def emi(team):
    """A viewer limited to tasks, with none on any account."""
    user = make_user("Emi")
    join(team, user, "viewer", access="limited")
    return user


@pytest.fixture
def standing(team):
    def of(user):
        found = membership_in(team.key, user.pk, NOW.date())
        return standing_by(found, proven=True, place="web")

    return of
