"""A sheet that ends while it is used, a draft and a button pressed many times, a reservation whose time is over.

Each with connections of its own, on both databases: nothing but a refusal, and the counts are right afterwards.
"""

from datetime import timedelta

import pytest
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.at_once import at_once
from tests.fakes.codes import NOON, keep_codes, left, take

from kagimori.console.vault.codes import flows
from kagimori.console.vault.codes.flows import Handed
from kagimori.console.vault.models import BackupCode, CodeSheet
from kagimori.console.vault.reset.flows import reset
from kagimori.console.vault.sheets.taking import take_or_held
from kagimori.core.errors import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TEN = tuple(f"{n:08}" for n in range(10))
MANY = 8


@pytest.fixture
def account(team):
    """The account."""
    return add_account(team, "minato_coffee")


def faults(outcomes):
    """What was raised and is no refusal."""
    return [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, Refused)]


def handed(outcomes):
    """The codes that were handed out."""
    return [one.row.pk for one in outcomes if isinstance(one, Handed)]


def test_a_reset_beside_claims_undoing_and_telling_leaves_nothing_free(account, ai, ben):
    keep_codes(account, ai, TEN)
    out, by = take(account, ai).row.pk, actor_of(ai)
    ends = [
        lambda: reset(account, "somebody was in", by=by, now=NOON),
        lambda: flows.retire_sheet(account, "lost", by=by, now=NOON),
        lambda: flows.say_used(out, by, NOON),
        lambda: flows.take_back(out, by, NOON),
        lambda: flows.release(out, by, NOON),
    ]
    claims = [lambda: take(account, ben), lambda: flows.reserve_code(account, by, NOON)]
    assert faults(at_once(ends + claims * MANY)) == []
    assert not CodeSheet.objects.filter(retired_at=None).exists()
    assert not BackupCode.objects.filter(state__in=("unused", "reserved", "handed")).exists()
    assert left(account) is None


def test_one_draft_is_one_sheet_however_often_it_is_kept(account, ai):
    draft = flows.read_codes(account, "\n".join(TEN), by=actor_of(ai), now=NOON)
    found = at_once([lambda: flows.keep_sheet(draft, by=actor_of(ai), now=NOON)] * MANY)
    assert (sum(isinstance(one, CodeSheet) for one in found), faults(found), left(account)) == (1, [], 10)


def test_a_code_whose_reservation_is_over_goes_to_one_of_many(account, ai, ben):
    keep_codes(account, ai, TEN[:1])
    flows.reserve_code(account, actor_of(ben), NOON)
    later = NOON + timedelta(days=2)
    found = at_once([lambda: take(account, ai, later), lambda: take(account, ben, later)] * MANY)
    assert (len(handed(found)), faults(found), left(account)) == (1, [], 0)


def test_however_often_the_button_is_pressed_at_once_one_person_gets_one_code(account, ai):
    keep_codes(account, ai, TEN)
    found = at_once([lambda: take_or_held(account, actor_of(ai), NOON, purpose="login")] * MANY)
    assert len({row.pk for row, _before in found}) == 1
    assert (sum(not before for _row, before in found), left(account)) == (1, 9)
