"""One notice for one event, to those who are to be told, when they may be told."""

from datetime import UTC, datetime, time, timedelta

import pytest
from tests.fakes.people import join, make_user

from kagimori.console.notices import receiving
from kagimori.console.notices.hearers import news
from kagimori.console.notices.models import Delivery, Notice
from kagimori.console.timeline.models import Entry
from kagimori.knowledge import load_notices
from kagimori.project.hearers import NEWS, TABLE

pytestmark = pytest.mark.django_db


def receivers():
    return {(row.channel_id, row.user) for row in Delivery.objects.all()}


def test_every_kind_that_is_told_is_heard():
    told = {name.partition(":")[0] for name in load_notices()}

    assert {kind for kind, hearers in TABLE.items() if NEWS in hearers} == told


def test_a_team_s_news_goes_to_its_own_channels_alone(channel, tell, team, other_team):
    ours, _theirs, _installation = channel(team=team), channel(team=other_team), channel()

    tell("people.partner_limit", team, most=25)

    assert receivers() == {(ours.pk, "")}


def test_an_event_that_is_heard_twice_is_one_notice(channel, tell, team):
    channel(team=team)
    entry = tell("people.partner_limit", team, most=25)

    news(entry)

    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 1)


def test_a_channel_is_told_only_what_it_wants(channel, tell, team):
    channel(team=team, kinds=("accounts.held",))

    tell("people.partner_limit", team, most=25)

    assert not receivers()


def test_an_outage_is_told_to_everyone_and_its_end_only_after_one(channel, tell, team, other_team):
    channel(team=team)
    channel(team=other_team)

    tell("status.changed", state="operational")
    assert not receivers()
    tell("status.changed", state="major")
    tell("status.changed", state="unknown")
    tell("status.changed", state="operational")

    assert list(Notice.objects.values_list("kind", flat=True)) == ["status.changed:major"]
    assert Delivery.objects.count() == 2


def test_the_end_of_an_outage_is_told(channel, tell, team):
    channel(team=team)

    tell("status.changed", state="partial")
    tell("status.changed", state="operational")

    assert Notice.objects.filter(kind="status.changed:operational").count() == 1


@pytest.mark.parametrize(("kind", "waits"), [("people.partner_limit", True), ("accounts.held", False)])
def test_quiet_hours_put_off_what_is_not_urgent(channel, tell, team, monkeypatch, kind, waits):
    night = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # midnight in Tokyo
    monkeypatch.setattr("kagimori.console.notices.hearers.timezone.now", lambda: night)
    channel(team=team, quiet_from=time(22), quiet_to=time(7), zone="Asia/Tokyo")

    tell(kind, team, at=night)

    morning = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
    assert Delivery.objects.get().due_at == (morning if waits else night)


def test_old_news_is_not_told(channel, tell, team, now):
    channel(team=team)

    tell("accounts.held", team, at=now - timedelta(days=2))

    assert not Notice.objects.exists()


@pytest.mark.usefixtures("mails")
def test_unanswered_the_next_in_turn_is_told_until_nobody_is_left(channel, tell, team, ai, ben, now):
    bens = channel(user=ben)
    tell("accounts.held", team, subject="account:1")
    assert receivers() == {(None, str(ai.opaque)), (bens.pk, "")}
    notice = Notice.objects.get()

    for minutes in (5, 16, 17, 40):
        for due in Notice.objects.filter(next_at__lte=now + timedelta(minutes=minutes)):
            receiving.tell_next(due, now + timedelta(minutes=minutes))

    notice.refresh_from_db()
    assert (notice.step, notice.next_at) == (2, None)
    kinds = list(Entry.objects.filter(kind__startswith="notices.").order_by("number").values_list("kind", flat=True))
    assert kinds[-2:] == ["notices.escalated", "notices.unanswered"]


@pytest.mark.usefixtures("mails")
def test_two_workers_tell_the_next_person_once(tell, team, ai, ben, now):
    join(team, make_user("Dai"), "admin")
    tell("accounts.held", team)
    seen_by_both = Notice.objects.get()

    for _worker in range(2):
        receiving.tell_next(seen_by_both, now + timedelta(minutes=16))

    assert Notice.objects.get().step == 1
    assert receivers() == {(None, str(ai.opaque)), (None, str(ben.opaque))}
