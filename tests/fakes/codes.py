"""Sheets of backup codes, kept through the flows, and codes taken from them."""

from datetime import UTC, datetime

from tests.fakes.accounts import actor_of
from tests.fakes.vaults import CODES

from kagimori.console.accounts.flows import recount
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.codes import flows

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)


def keep_codes(account, user, codes=CODES, now=NOON):
    """Return the sheet of these codes, pasted and kept."""
    draft = flows.read_codes(account, "\n".join(codes), by=actor_of(user), now=now)
    return flows.keep_sheet(draft, by=actor_of(user), now=now)


def take(account, user, now=NOON, **wishes):
    """Return the next code, handed to the user."""
    return flows.take_code(account, actor_of(user), now, **({"purpose": "login"} | wishes))


def left(account):
    """How many codes the account's row says are left, proven by a count."""
    assert recount() == []
    return InstagramAccount.objects.get(pk=account.pk).codes_left
