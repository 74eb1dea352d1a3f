"""STA-04 and the light: when a code is held back, until when, and for whom."""

from datetime import timedelta

import pytest
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import NOON, keep_codes, left, take

from kagimori.console.accounts import flows as accounts
from kagimori.console.accounts.models import PlatformOutage
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.codes.refusals import HeldBack, NotSafe
from kagimori.core.secret import Secret

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
OTHERS = ("11112222", "33334444")


@pytest.fixture(params=["the platform says so", "a person says so"])
def outage(request, account, ai):
    """Logging in is disturbed."""
    if request.param == "a person says so":
        return accounts.note_hold(account, actor_of(ai), NOON, kind="outage")
    return PlatformOutage.objects.create(pk=1, since=NOON - HOUR)


def test_in_an_outage_one_code_an_hour_leaves_and_the_end_is_said(account, sheet, outage, ai, ben):
    take(account, ai)
    with pytest.raises(HeldBack) as told:
        take(account, ben, NOON + 10 * MINUTE)
    assert told.value.fields["until"] == NOON + HOUR == queries.held_back_until(account, NOON + MINUTE)
    assert left(account) == 7
    with pytest.raises(HeldBack):
        flows.take_this(account, Secret(b"90817263"), actor_of(ben), NOON + MINUTE, purpose="login")
    with pytest.raises(HeldBack):
        take(account, ben, NOON + 29 * MINUTE, purpose="drill")
    assert take(account, ben, NOON + HOUR).left == 6


def test_a_code_that_left_shortly_before_the_outage_counts(account, sheet, ai):
    take(account, ai)
    PlatformOutage.objects.create(pk=1, since=NOON + MINUTE)
    with pytest.raises(HeldBack):
        take(account, ai, NOON + 2 * MINUTE)


@pytest.mark.parametrize("say", [flows.say_used, flows.say_spoiled])
def test_a_code_read_from_paper_counts_too(account, sheet, outage, ai, say):
    say(queries.codes_of(sheet)[7].pk, actor_of(ai), NOON)
    with pytest.raises(HeldBack):
        take(account, ai, NOON + MINUTE)


@pytest.mark.parametrize("back", [flows.take_back, flows.release])
def test_a_code_that_was_seen_and_put_back_counts_too(account, sheet, outage, ai, back):
    back(take(account, ai).row.pk, actor_of(ai), NOON)
    with pytest.raises(HeldBack):
        take(account, ai, NOON + MINUTE)
    assert take(account, ai, NOON + 60 * MINUTE)


def test_another_team_with_the_same_handle_is_held_back_as_well(account, sheet, ai, chika, other_team):
    theirs = add_account(other_team, "@Minato_Coffee")
    keep_codes(theirs, chika, OTHERS)
    elsewhere = add_account(other_team, "harbour_books")
    keep_codes(elsewhere, chika, OTHERS)
    PlatformOutage.objects.create(pk=1, since=NOON)
    take(account, ai)
    with pytest.raises(HeldBack):
        take(theirs, chika, NOON + MINUTE)
    assert take(elsewhere, chika, NOON + MINUTE)


def test_without_an_outage_several_leave_at_once(account, sheet, ai, ben):
    assert [take(account, user).left for user in (ai, ben)] == [7, 6]
    assert queries.held_back_until(account, NOON) is None


@pytest.mark.parametrize("kind", ["lock", "block"])
def test_a_locked_account_gets_none_until_it_is_over(account, sheet, ai, kind):
    hold = accounts.note_hold(account, actor_of(ai), NOON, kind=kind)
    with pytest.raises(NotSafe) as told:
        take(account, ai, NOON + MINUTE)
    assert (told.value.fields["why"], told.value.fields["until"]) == (kind, hold.ends_at)
    assert left(account) == 8


def test_a_full_hour_of_failures_holds_codes_back_and_says_until_when(account, sheet, ai):
    for minutes_ago in (40, 30, 20, 10):
        accounts.record_try(account, actor_of(ai), NOON - minutes_ago * MINUTE, kind="app", outcome="refused")
    refusal = queries.why_not_now(account, NOON, str(ai.opaque))
    assert isinstance(refusal, NotSafe)
    assert NOON + 20 * MINUTE <= refusal.fields["until"] <= NOON + 21 * MINUTE


def test_a_backup_try_an_hour_ago_is_long_enough(account, sheet, ai):
    accounts.record_try(account, actor_of(ai), NOON - 50 * MINUTE, kind="backup", outcome="refused")
    with pytest.raises(NotSafe):
        take(account, ai)
    assert take(account, ai, NOON + 11 * MINUTE)


def test_whoever_has_the_slot_gets_a_code_and_nobody_else(account, sheet, ai, ben):
    accounts.begin_trial(account, actor_of(ai), NOON, kind="backup")
    with pytest.raises(NotSafe) as told:
        take(account, ben, NOON + MINUTE)
    assert told.value.fields["why"] == "trying"
    assert take(account, ai, NOON + MINUTE)
