"""The team hears once that few codes are left, and that none is; sheets are counted; void codes are wiped."""

from datetime import timedelta

import pytest
from tests.fakes.accounts import actor_of
from tests.fakes.codes import NOON, keep_codes, left, take

from kagimori.console.accounts.flows import recount
from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes import flows, queries, upkeep
from kagimori.console.vault.codes.refusals import CodeGone
from kagimori.console.vault.models import BackupCode, CodesDraft, CodeSheet

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def told(kind):
    return [one.payload.get("left") for one in Entry.objects.filter(kind=kind).order_by("number")]


def test_the_use_that_leaves_three_is_told_once_and_the_last_one_is_an_alarm_of_its_own(account, sheet, ai):
    for _ in range(4):
        take(account, ai)
    assert told("vault.codes_low") == []
    row = take(account, ai).row
    assert told("vault.codes_low") == [3]
    flows.take_back(row.pk, actor_of(ai), NOON)
    for _ in range(3):
        take(account, ai)
    assert (told("vault.codes_low"), told("vault.codes_gone")) == ([3], [])
    take(account, ai)
    assert (told("vault.codes_low"), told("vault.codes_gone")) == ([3], [None])


def test_a_code_used_from_paper_crosses_the_line_as_well(account, sheet, ai):
    for row in queries.codes_of(sheet)[:5]:
        flows.say_used(row.pk, actor_of(ai), NOON)
    assert told("vault.codes_low") == [3]


def test_a_new_sheet_is_told_of_anew(account, ai):
    for codes in (("11112222", "33334444"), ("55556666", "77778888")):
        keep_codes(account, ai, codes)
        take(account, ai)
    assert told("vault.codes_low") == [1, 1]


def test_the_line_and_the_alarm_are_settings(account, ai, settings):
    settings.CODES_ALERT_AT, settings.CODES_ALERT_GONE = 1, False
    keep_codes(account, ai, ("11112222", "33334444", "55556666"))
    for _ in range(3):
        take(account, ai)
    assert (told("vault.codes_low"), told("vault.codes_gone")) == ([1], [])


def test_a_drill_that_works_shows_that_the_sheet_is_real(account, sheet, ai):
    row = take(account, ai, purpose="drill").row
    flows.say_drilled(row.pk, worked=True, by=actor_of(ai), now=NOON + MINUTE)
    assert CodeSheet.objects.get().drilled_at == NOON + MINUTE
    assert (BackupCode.objects.get(pk=row.pk).state, left(account)) == ("used", 7)


def test_a_drill_that_fails_spoils_the_code_and_tells(account, sheet, ai):
    row = take(account, ai, purpose="drill").row
    flows.say_drilled(row.pk, worked=False, by=actor_of(ai), now=NOON)
    assert CodeSheet.objects.get().drilled_at is None
    assert BackupCode.objects.get(pk=row.pk).state == "spoiled"
    assert Entry.objects.get(kind="vault.sheet_drilled").payload["outcome"] == "refused"


def test_a_code_that_was_taken_for_a_login_is_no_drill(account, sheet, ai):
    row = take(account, ai).row
    with pytest.raises(CodeGone):
        flows.say_drilled(row.pk, worked=True, by=actor_of(ai), now=NOON)


@pytest.mark.parametrize(("shown", "differs"), [(8, True), (7, False), (6, False), (5, True)])
def test_a_count_differs_unless_a_code_in_somebodys_hands_explains_it(account, sheet, ai, shown, differs):
    flows.say_used(take(account, ai).row.pk, actor_of(ai), NOON)
    take(account, ai)
    CodeSheet.objects.update(doubtful_since=NOON)
    counted = flows.count(account, shown, by=actor_of(ai), now=NOON + DAY)
    assert (counted.shown, counted.held) == (shown, 6)
    assert Entry.objects.filter(kind="vault.count_differs").exists() == differs
    row = CodeSheet.objects.get()
    assert (row.counted_at, row.doubtful_since) == (NOON + DAY, NOON if differs else None)
    assert row.count_due_on == InstagramAccount.objects.get().codes_count_due_on == (NOON + 92 * DAY).date()


def test_a_count_is_asked_for_once_for_each_date(account, sheet, ai):
    assert upkeep.ask_for_counts(NOON + 90 * DAY) == 0
    assert [upkeep.ask_for_counts(NOON + days * DAY) for days in (91, 92)] == [1, 0]
    flows.count(account, 8, by=actor_of(ai), now=NOON + 92 * DAY)
    assert [upkeep.ask_for_counts(NOON + days * DAY) for days in (182, 183, 184)] == [0, 1, 0]
    assert Entry.objects.filter(kind="vault.count_due").count() == 2


def test_void_codes_are_wiped_after_a_day_and_others_are_kept(account, sheet, ai):
    rows = list(queries.codes_of(sheet))
    flows.say_used(rows[0].pk, actor_of(ai), NOON)
    flows.say_spoiled(rows[1].pk, actor_of(ai), NOON)
    assert upkeep.wipe(NOON + DAY - MINUTE) == 0
    assert upkeep.wipe(NOON + DAY) == 2
    assert BackupCode.objects.filter(sealed=b"").count() == 2
    flows.retire_sheet(account, "lost", by=actor_of(ai), now=NOON + DAY)
    upkeep.wipe(NOON + 2 * DAY)
    assert not BackupCode.objects.exclude(sealed=b"").exists()


def test_what_was_pasted_and_not_kept_is_wiped(account, ai):
    flows.read_codes(account, "12345678", by=actor_of(ai), now=NOON)
    upkeep.wipe(NOON + 14 * MINUTE)
    assert CodesDraft.objects.exists()
    upkeep.wipe(NOON + 15 * MINUTE)
    assert not CodesDraft.objects.exists()


def test_counters_that_are_wrong_are_found_and_put_right(account, sheet, ai):
    flows.note_place(sheet, "safe", words="", person=None, by=actor_of(ai), now=NOON)
    wrong = {"codes_left": 1, "codes_on_paper": 5, "codes_digital": 2, "codes_count_due_on": None}
    InstagramAccount.objects.update(**wrong)
    assert {one.counter for one in recount(repair=True)} == set(wrong)
    row = InstagramAccount.objects.get()
    assert (row.codes_left, row.codes_on_paper, row.codes_digital) == (8, 1, 0)
    assert (row.codes_count_due_on, recount()) == (sheet.count_due_on, [])
