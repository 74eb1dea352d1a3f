"""Several people keep what they read at the same moment: each draft once, each account one key, nobody locked out."""

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.at_once import at_once

from kagimori.console.vault.files import flows
from kagimori.console.vault.files.reading import Brought
from kagimori.console.vault.models import Authenticator
from kagimori.core.otp.files.entry import Told, make_entry

pytestmark = pytest.mark.django_db(transaction=True)


def read(team, by, *keys):
    entries = [make_entry("x", Told(key=key, issuer="Instagram", name=str(place))) for place, key in enumerate(keys)]
    brought = [Brought(entry, "x", "uris", was_picture=False) for entry in entries]
    return flows.keep_waiting(str(team.pk), brought, by=by, now=timezone.now())


def kept(draft, choices, by):
    return lambda: flows.keep(draft, choices, by=by, now=timezone.now())


def raised(outcomes):
    return sorted(type(one).__name__ for one in outcomes if isinstance(one, Exception))


def test_one_draft_is_kept_once(team, ai):
    account, by = add_account(team, "minato_coffee"), actor_of(ai)
    draft = read(team, by, b"1" * 20)

    outcomes = at_once([kept(draft, {0: flows.Choice(account, in_use=True)}, by)] * 6)

    assert raised(outcomes) == ["EntriesGone"] * 5
    assert Authenticator.objects.get().stage == "living"


def test_two_files_for_the_same_accounts_wait_for_each_other(team, ai):
    one, two, by = add_account(team, "minato_coffee"), add_account(team, "minato_tea"), actor_of(ai)
    there = {0: flows.Choice(one, in_use=True), 1: flows.Choice(two, in_use=True)}
    back = {0: flows.Choice(two, in_use=True), 1: flows.Choice(one, in_use=True)}
    drafts = [read(team, by, bytes([number]) * 20, bytes([number + 100]) * 20) for number in range(1, 7)]

    outcomes = at_once([kept(draft, [there, back][number % 2], by) for number, draft in enumerate(drafts)])

    assert raised(outcomes) == ["EntryRefused"] * 4
    assert Authenticator.objects.filter(stage="living").count() == 2
    assert Authenticator.objects.filter(stage="pending").count() == 2
