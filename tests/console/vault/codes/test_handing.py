"""A code goes to one person once, what became of it is counted, and the last change can be taken back."""

from datetime import timedelta

import pytest
from tests.fakes.accounts import actor_of
from tests.fakes.codes import NOON, keep_codes, left, take
from tests.fakes.vaults import CODES

from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.codes.refusals import AllReserved, CodeGone, NoneLeft, NoSheet, NotYours, TooLate
from kagimori.console.vault.models import BackupCode
from kagimori.core.secret import Secret

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def reserve(account, user):
    return flows.reserve_code(account, actor_of(user), NOON)


def test_codes_come_in_the_order_of_the_sheet_each_once(account, sheet, ai, ben):
    taken = [take(account, user) for user in (ai, ben, ai)]
    assert [one.value.reveal().decode() for one in taken] == list(CODES[:3])
    assert [one.left for one in taken] == [7, 6, 5]
    assert left(account) == 5


def test_the_last_is_the_last(account, ai):
    keep_codes(account, ai, CODES[:1])
    take(account, ai)
    with pytest.raises(NoneLeft):
        take(account, ai)


def test_an_account_without_a_sheet_says_so(account, ai):
    with pytest.raises(NoSheet):
        take(account, ai)


def test_the_deed_tells_which_code_and_what_for_but_not_the_code(account, sheet, ai):
    take(account, ai, purpose="phone_lost", why="lost on the train, 27354618")
    entry = Entry.objects.get(kind="vault.code_handed")
    assert entry.payload == {"generation": 1, "place": 1, "left": 7, "purpose": "phone_lost"}
    assert CODES[0] not in entry.why
    assert CODES[0] not in BackupCode.objects.get(state="handed").why


def test_what_was_taken_can_be_taken_back_within_a_minute_by_whoever_took_it(account, sheet, ai, ben):
    row = take(account, ai).row
    with pytest.raises(TooLate):
        flows.take_back(row.pk, actor_of(ben), NOON + SECOND)
    flows.take_back(row.pk, actor_of(ai), NOON + MINUTE)
    assert left(account) == 8
    with pytest.raises(TooLate):
        flows.take_back(row.pk, actor_of(ai), NOON + MINUTE)
    assert take(account, ben).row.pk == row.pk


@pytest.mark.parametrize("say", [flows.say_used, flows.say_spoiled])
def test_what_was_told_can_be_taken_back_for_a_minute_and_no_longer(account, sheet, ai, say):
    row = take(account, ai).row
    say(row.pk, actor_of(ai), NOON)
    flows.take_back(row.pk, actor_of(ai), NOON + MINUTE)
    assert BackupCode.objects.get(pk=row.pk).state == "handed"
    say(row.pk, actor_of(ai), NOON + MINUTE)
    with pytest.raises(TooLate):
        flows.take_back(row.pk, actor_of(ai), NOON + 2 * MINUTE + SECOND)
    with pytest.raises(CodeGone):
        flows.release(row.pk, actor_of(ai), NOON + 3 * MINUTE)
    assert left(account) == 7


def test_a_code_read_from_paper_is_noted_as_used_and_can_be_taken_back(account, sheet, ai):
    row = queries.codes_of(sheet)[4]
    flows.say_used(row.pk, actor_of(ai), NOON)
    assert left(account) == 7
    flows.take_back(row.pk, actor_of(ai), NOON)
    assert left(account) == 8


def test_a_reserved_code_is_its_holders_until_its_time_is_over(account, ai, ben):
    keep_codes(account, ai, CODES[:1])
    row = flows.reserve_code(account, actor_of(ben), NOON, until=NOON + HOUR)
    assert left(account) == 1
    with pytest.raises(AllReserved) as told:
        take(account, ai)
    assert told.value.fields["until"] == NOON + HOUR
    with pytest.raises(NotYours):
        flows.release(row.pk, actor_of(ai), NOON)
    assert take(account, ai, NOON + HOUR).row.pk == row.pk


def test_ones_own_reserved_code_comes_first_and_is_kept_when_asked_for_again(account, sheet, ai, ben):
    other = flows.reserve_code(account, actor_of(ai), NOON)
    row = flows.reserve_code(account, actor_of(ben), NOON)
    assert flows.reserve_code(account, actor_of(ben), NOON).pk == row.pk != other.pk
    assert take(account, ben).row.pk == row.pk


def test_this_very_code_goes_out_once(account, sheet, ai, ben):
    value = Secret(CODES[3].encode())
    assert flows.take_this(account, value, actor_of(ai), NOON, purpose="login")
    assert not flows.take_this(account, value, actor_of(ben), NOON, purpose="login")
    assert not flows.take_this(account, Secret(b"00000000"), actor_of(ben), NOON, purpose="login")
    assert left(account) == 7


def test_only_whoever_was_handed_a_code_sees_it_again_for_a_while(account, sheet, ai, ben):
    row = take(account, ai).row
    assert flows.show_again(row.pk, actor_of(ai), NOON + SECOND).value.reveal().decode() == CODES[0]
    assert not Entry.objects.filter(kind="vault.code_shown_again").exists()
    assert flows.show_again(row.pk, actor_of(ai), NOON + MINUTE).left == 7
    assert Entry.objects.filter(kind="vault.code_shown_again").count() == 1
    with pytest.raises(NotYours):
        flows.show_again(row.pk, actor_of(ben), NOON + MINUTE)
    with pytest.raises(TooLate):
        flows.show_again(row.pk, actor_of(ai), NOON + 11 * MINUTE)


@pytest.mark.parametrize("get", [lambda *given: take(*given).row, reserve])
def test_what_is_given_back_is_everybodys_at_once(account, sheet, ai, ben, get):
    row = get(account, ai)
    with pytest.raises(NotYours):
        flows.release(row.pk, actor_of(ben), NOON)
    flows.release(row.pk, actor_of(ai), NOON)
    with pytest.raises(TooLate):
        flows.take_back(row.pk, actor_of(ai), NOON)
    assert left(account) == 8
    assert take(account, ben).row.pk == row.pk
