"""After a restore nobody knows what was tried since the backup: it counts as used, until a day is over."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.fakes.accounts import actor_of, add_account

from kagimori.console.accounts import flows, keeping, queries
from kagimori.console.accounts.flows.trying import NotSafeYet
from kagimori.console.accounts.models import Hold, InstagramAccount, Try

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
BACKUP = NOON - timedelta(days=3)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


def test_no_try_is_safe_for_a_day(account, ai):
    keeping.restored(BACKUP, NOON)

    light = queries.light(account, NOON + MINUTE)
    with pytest.raises(NotSafeYet):
        flows.begin_trial(account, actor_of(ai), NOON + MINUTE)

    assert (light.colour, light.why, light.next_safe) == ("red", "unknown", NOON + DAY)
    assert queries.light(account, NOON + DAY + MINUTE).may_try


def test_whoever_knows_what_was_tried_lifts_it(account, ai):
    keeping.restored(BACKUP, NOON)

    assert flows.lift_hold(Hold.objects.get(), actor_of(ai), NOON + MINUTE)
    assert flows.begin_trial(account, actor_of(ai), NOON + 2 * MINUTE)


def test_a_slot_from_before_is_nobodys_any_more(account, ai):
    flows.begin_trial(account, actor_of(ai), BACKUP)

    keeping.restored(BACKUP, NOON)

    assert not Try.objects.filter(open=True).exists()


def test_the_counter_of_holds_stays_true_and_archived_accounts_are_left_alone(account, team):
    archived = add_account(team, "old_shop")
    InstagramAccount.objects.filter(pk=archived.pk).update(archived_at=BACKUP)

    keeping.restored(BACKUP, NOON)

    assert set(InstagramAccount.objects.values_list("handle", "holds")) == {("minato_coffee", 1), ("old_shop", 0)}
