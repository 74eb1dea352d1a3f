"""What nobody claims any more leaves no trace on a code or a sheet that would speak for somebody else."""

from datetime import timedelta

import pytest
from tests.fakes.accounts import actor_of
from tests.fakes.codes import NOON, take

from kagimori.console.vault.codes import flows
from kagimori.console.vault.codes.refusals import CodeGone
from kagimori.console.vault.models import BackupCode, CodeSheet

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CASE = "5c1c8f0e-6f4e-4a53-9f5d-0a4f2c7d9b11"


def drill(account, user, now=NOON):
    row = take(account, user, now, purpose="drill").row
    flows.say_drilled(row.pk, worked=True, by=actor_of(user), now=now)
    return row


def test_a_drill_that_is_taken_back_shows_nothing_of_the_sheet(account, sheet, ai):
    flows.take_back(drill(account, ai).pk, actor_of(ai), NOON + MINUTE)
    assert CodeSheet.objects.get().drilled_at is None


def test_the_drill_before_the_one_that_is_taken_back_still_counts(account, sheet, ai):
    drill(account, ai)
    flows.take_back(drill(account, ai, NOON + DAY).pk, actor_of(ai), NOON + DAY)
    assert CodeSheet.objects.get().drilled_at == NOON


def test_a_refused_drill_that_is_taken_back_leaves_the_one_before(account, sheet, ai):
    drill(account, ai)
    row = take(account, ai, NOON + DAY, purpose="drill").row
    flows.say_drilled(row.pk, worked=False, by=actor_of(ai), now=NOON + DAY)
    flows.take_back(row.pk, actor_of(ai), NOON + DAY)
    assert CodeSheet.objects.get().drilled_at == NOON


@pytest.mark.parametrize("give_back", [flows.release, flows.take_back])
def test_a_code_that_was_given_back_is_used_for_nothing_of_whoever_had_it(account, sheet, ai, ben, give_back):
    row = take(account, ai, purpose="drill", why="for Ai alone", case=CASE).row
    give_back(row.pk, actor_of(ai), NOON)
    with pytest.raises(CodeGone):
        flows.say_drilled(row.pk, worked=True, by=actor_of(ben), now=NOON)
    flows.say_used(row.pk, actor_of(ben), NOON)
    now = BackupCode.objects.get(pk=row.pk)
    assert (now.purpose, now.why, now.case) == ("", "", "")


def test_a_count_that_differs_settles_no_doubt(account, sheet, ai):
    CodeSheet.objects.update(doubtful_since=NOON)
    flows.count(account, 5, by=actor_of(ai), now=NOON + DAY)
    assert CodeSheet.objects.get().doubtful_since == NOON
    flows.count(account, 8, by=actor_of(ai), now=NOON + DAY)
    assert CodeSheet.objects.get().doubtful_since is None


def test_nobody_keeps_a_code_from_the_others_for_longer_than_a_usual_while(account, sheet, ai):
    row = flows.reserve_code(account, actor_of(ai), NOON, until=NOON + 3650 * DAY)
    assert row.until == NOON + DAY
    assert (
        flows.reserve_code(account, actor_of(ai), NOON + MINUTE, until=NOON + 3650 * DAY).until == NOON + DAY + MINUTE
    )
