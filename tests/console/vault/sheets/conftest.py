"""An account of Ai's team with a sheet of eight codes, and pages asked for in English."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.fakes.accounts import add_account
from tests.fakes.codes import keep_codes


@pytest.fixture
def account(team):
    """The account."""
    return add_account(team, "minato_coffee")


@pytest.fixture
def sheet(account, ai):
    """Its sheet, kept an hour ago."""
    return keep_codes(account, ai, now=timezone.now() - timedelta(hours=1))


@pytest.fixture
def at(account):
    """Return the address of a page of the account's codes."""

    def address(name, **ids):
        return reverse(f"vault:{name}", kwargs={"team": account.team.key, "account": account.pk} | ids)

    return address


def read(browser, address):
    """Return a page's text in English."""
    answer = browser.get(address, headers={"accept-language": "en"})
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def sent(browser, address, data=None):
    """Return the text of the page to which a sent form leads, or of its refusal."""
    answer = browser.post(address, data or {}, follow=True, headers={"accept-language": "en"})
    return answer.content.decode()
