"""A new sheet retires the old one; what is pasted is judged before it is kept; nothing is half done."""

from datetime import timedelta

import pytest
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import NOON, keep_codes, left, take
from tests.fakes.vaults import CODES

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes import flows, queries
from kagimori.console.vault.codes.refusals import (
    CodeGone,
    DraftGone,
    NoSheet,
    NothingFound,
    PlaceGone,
    SheetOld,
    TooMany,
)
from kagimori.console.vault.models import BackupCode, CodesDraft, CodeSheet

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
NEW = ("11112222", "33334444", "55556666", "77778888", "99990000")


def read(account, user, text, now=NOON):
    return flows.read_codes(account, text, by=actor_of(user), now=now)


def test_a_draft_says_what_was_found_and_nothing_of_it_can_be_read(account, ai):
    draft = read(account, ai, "1. 2735 4618\n2. 9081 7263\n3. 2735-4618\n4. 5550123\n5. 5550123O")
    assert draft.shown == {
        "found": 2,
        "repeated": 1,
        "old": 0,
        "odd": [{"line": 4, "reason": "too_short"}, {"line": 5, "reason": "letters"}],
    }
    assert b"27354618" not in bytes(draft.sealed)
    assert InstagramAccount.objects.get().codes_left is None


def test_any_number_is_a_sheet_up_to_what_no_page_shows(account, ai):
    assert read(account, ai, "\n".join(f"{n:08}" for n in range(50))).shown["found"] == 50
    with pytest.raises(TooMany):
        read(account, ai, "\n".join(f"{n:08}" for n in range(51)))
    with pytest.raises(TooMany):
        read(account, ai, "12345678 " * 5000)
    with pytest.raises(NothingFound) as told:
        read(account, ai, "no code here\n1234567")
    assert told.value.fields["lines"] == "2"


def test_what_was_read_is_kept_once_and_only_by_whoever_read_it(account, ai, ben):
    draft = read(account, ai, "\n".join(CODES))
    with pytest.raises(DraftGone):
        flows.keep_sheet(draft, by=actor_of(ben), now=NOON)
    with pytest.raises(DraftGone):
        flows.keep_sheet(draft, by=actor_of(ai), now=NOON + 15 * MINUTE)
    assert flows.keep_sheet(draft, by=actor_of(ai), now=NOON).size == 8
    with pytest.raises(DraftGone):
        flows.keep_sheet(draft, by=actor_of(ai), now=NOON)
    assert (CodeSheet.objects.count(), CodesDraft.objects.count()) == (1, 0)


def test_a_new_sheet_retires_the_old_with_what_is_in_somebodys_hands(account, sheet, ai):
    row = take(account, ai).row
    flows.note_place(sheet, "safe", words="office", person=None, by=actor_of(ai), now=NOON)
    new = keep_codes(account, ai, NEW, NOON + HOUR)
    assert (new.generation, left(account)) == (2, 5)
    assert InstagramAccount.objects.get().codes_on_paper == 0
    assert set(BackupCode.objects.filter(sheet=sheet).values_list("state", flat=True)) == {"retired"}
    with pytest.raises(CodeGone):
        flows.take_back(row.pk, actor_of(ai), NOON + HOUR)
    with pytest.raises(CodeGone):
        flows.say_used(row.pk, actor_of(ai), NOON + HOUR)
    assert take(account, ai, NOON + HOUR).value.reveal().decode() == NEW[0]


def test_a_sheet_that_is_made_void_leaves_nothing_to_hand_out(account, sheet, ai):
    flows.retire_sheet(account, "leaked", by=actor_of(ai), now=NOON)
    assert left(account) is None
    for deed in (lambda: take(account, ai), lambda: flows.retire_sheet(account, "lost", by=actor_of(ai), now=NOON)):
        with pytest.raises(NoSheet):
            deed()
    assert keep_codes(account, ai, NEW).generation == 2


def test_a_sheet_that_is_here_already_is_no_new_one(account, sheet, ai):
    with pytest.raises(SheetOld):
        read(account, ai, "\n".join(CODES[:3]))
    assert read(account, ai, "\n".join((*CODES, *NEW))).shown["old"] == 8
    flows.say_used(queries.codes_of(sheet)[0].pk, actor_of(ai), NOON)
    with pytest.raises(SheetOld) as told:
        read(account, ai, "\n".join((*CODES, *NEW)))
    assert told.value.fields == {"generation": 1, "old": 8, "used": 1}


def test_a_code_that_is_used_between_reading_and_keeping_stops_the_keeping(account, sheet, ai):
    draft = read(account, ai, "\n".join((*CODES, *NEW)))
    flows.say_used(queries.codes_of(sheet)[0].pk, actor_of(ai), NOON)
    with pytest.raises(SheetOld):
        flows.keep_sheet(draft, by=actor_of(ai), now=NOON)
    assert left(account) == 7
    assert CodesDraft.objects.filter(pk=draft.pk).exists()


def test_the_same_digits_in_another_account_are_another_code(account, sheet, team, ai):
    other = add_account(team, "minato_tea")
    assert keep_codes(other, ai).generation == 1


def test_where_it_lies_is_counted_and_what_is_missing_is_said(account, sheet, ai):
    assert queries.missing_places(sheet) == ("digital", "paper")
    flows.note_place(sheet, "manager", words="27354618", person=None, by=actor_of(ai), now=NOON)
    place = flows.note_place(sheet, "safe", words="office", person=None, by=actor_of(ai), now=NOON)
    assert queries.missing_places(sheet) == ()
    row = InstagramAccount.objects.get()
    assert (row.codes_digital, row.codes_on_paper) == (1, 1)
    assert "27354618" not in "".join(one.words for one in queries.places_of(sheet))
    flows.end_place(place, by=actor_of(ai), now=NOON)
    with pytest.raises(PlaceGone):
        flows.end_place(place, by=actor_of(ai), now=NOON)
    assert queries.missing_places(sheet) == ("paper",)
    assert left(account) == 8


def test_no_entry_of_the_timeline_holds_a_code(account, sheet, ai):
    row = take(account, ai, why="27354618 is it").row
    flows.say_spoiled(row.pk, actor_of(ai), NOON, why="I typed 27354618")
    told = "".join(f"{one.why} {one.payload}" for one in Entry.objects.all())
    assert not [code for code in CODES if code in told]
