"""Each delivery is sent by one worker, noted truly, and lost claims lapse: mail and chat again, text messages never."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from tests.console.notices.conftest import BY, CHATWORK, SMS

from kagimori.console.notices import delivering, flows
from kagimori.console.notices.flows import Receiver
from kagimori.console.notices.models import Channel, Delivery
from kagimori.console.timeline.models import Entry

pytestmark = pytest.mark.django_db


def send_all(now):
    return [delivering.send(one, now) for one in delivering.due(now)]


def test_a_notice_arrives_with_what_and_what_to_do_and_its_number(channel, tell, team, them, now, settings):
    settings.PUBLIC_URL = "https://kagimori.example"
    channel(team=team, language="en")
    tell("people.partner_limit", team, most=25)

    send_all(now)

    row, [taken] = Delivery.objects.get(), them.taken
    said = str(taken.body)
    assert (row.state, Channel.objects.get().worked_at is not None) == ("sent", True)
    assert "25 partners are the most" in said
    assert "End the access of whoever no longer needs it" in said
    assert row.notice.mark in said
    assert f"https://kagimori.example/t/{team.key}/notices/{row.notice_id}/" in said


def test_a_name_that_is_an_order_in_slack_does_nothing(channel, tell, team, ben, them, now):
    ben.persons.update(name="<!channel> *B*")
    channel(team=team, language="en")
    tell("people.ended", team, whom=str(ben.persons.get().pk), day="2026-11-24")

    send_all(now)

    text = them.taken[0].body["text"]
    assert "&lt;!channel&gt;" in text
    assert "<!channel>" not in text


def test_failures_are_tried_again_with_growing_gaps_until_it_is_given_up(channel, tell, team, them, now):
    them.answers["slack"] = (500, b"")
    channel(team=team)
    tell("people.partner_limit", team, most=25)
    row, dues = Delivery.objects.get(), []

    for _try in range(8):
        delivering.send(str(row.pk), row.due_at)
        row.refresh_from_db()
        dues.append(row.due_at)

    assert (row.state, row.tries, row.problem) == ("failed", 8, "http_500")
    assert dues[:7] == sorted(set(dues[:7]))
    assert Entry.objects.filter(kind="notices.gave_up").count() == 1


def test_what_is_refused_for_good_is_not_tried_again(channel, tell, team, them, now):
    them.answers["slack"] = (404, b"no_service")
    channel(team=team)
    tell("people.partner_limit", team, most=25)

    send_all(now)

    assert (Delivery.objects.get().state, Delivery.objects.get().tries) == ("failed", 1)


def test_the_other_side_s_retry_after_is_kept_to(channel, tell, team, them, now):
    them.answers["slack"], them.more["Retry-After"] = (429, b"rate_limited"), "600"
    channel(team=team)
    tell("people.partner_limit", team, most=25)

    send_all(now)

    assert Delivery.objects.get().due_at >= now + timedelta(seconds=600)


def test_a_given_up_delivery_is_sent_again_on_request_with_the_same_number(channel, tell, team, them, now):
    them.answers["slack"] = (404, b"no_service")
    channel(team=team)
    tell("people.partner_limit", team, most=25)
    send_all(now)
    row = Delivery.objects.get()
    del them.answers["slack"]

    flows.send_again(Receiver(str(team.pk)), row.pk, by=BY, now=now)
    send_all(now)

    assert Delivery.objects.get(pk=row.pk).state == "sent"
    assert row.notice.mark in str(them.taken[0].body)
    with pytest.raises(flows.NotAgain):
        flows.send_again(Receiver(str(team.pk)), row.pk, by=BY, now=now)


def test_another_team_cannot_send_ours_again(channel, tell, team, other_team, them, now):
    them.answers["slack"] = (404, b"no_service")
    channel(team=team)
    tell("people.partner_limit", team, most=25)
    send_all(now)

    with pytest.raises(flows.NotAgain):
        flows.send_again(Receiver(str(other_team.pk)), Delivery.objects.get().pk, by=BY, now=now)


@pytest.mark.parametrize(("address", "state", "copies"), [(CHATWORK, "sent", 2), (SMS, "unsure", 1)])
def test_a_worker_that_dies_between_sending_and_noting(  # noqa: PLR0913,PLR0917  # fixtures
    channel, tell, team, them, now, monkeypatch, address, state, copies
):
    """Chat comes twice with the same number, a text message once and is called unsure."""
    channel(address, team=team)
    tell("people.partner_limit", team, most=25)

    def die(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(delivering, "note", die)
        with pytest.raises(KeyboardInterrupt):
            send_all(now)
    assert send_all(now + timedelta(minutes=1)) == []
    delivering.lapse(now + timedelta(minutes=1))
    assert send_all(now + timedelta(minutes=1)) == []

    delivering.lapse(now + timedelta(minutes=3))
    send_all(now + timedelta(minutes=3))

    row = Delivery.objects.get()
    assert (row.state, len(them.taken)) == (state, copies)
    assert all(row.notice.mark in str(taken.body) for taken in them.taken)


def test_a_worker_that_was_only_slow_notes_nothing_after_its_claim_has_lapsed(channel, tell, team, them, now):
    channel(team=team)
    tell("people.partner_limit", team, most=25)
    row = Delivery.objects.get()
    Delivery.objects.update(state="sending", claim="slow", claimed_at=now)
    delivering.lapse(now + timedelta(minutes=3))

    delivering.note(row, "slow", delivering.Outcome("sent"), now)

    assert Delivery.objects.get().state == "waiting"


@pytest.mark.parametrize(("answer", "state"), [((503, b""), "failed"), ((400, b'{"code": 21211}'), "failed")])
def test_a_text_message_is_never_sent_by_itself_again(channel, tell, team, them, now, answer, state):  # noqa: PLR0913,PLR0917  # fixtures
    them.answers["sms"] = answer
    channel(SMS, team=team)
    tell("people.partner_limit", team, most=25)

    send_all(now)

    assert (Delivery.objects.get().state, send_all(now + timedelta(days=1))) == (state, [])


def test_whoever_has_no_channel_gets_a_mail_of_their_own(tell, team, ai, settings, now):
    settings.MAIL_SENT = True
    tell("accounts.held", team)

    send_all(now)

    [sent] = mail.outbox
    assert sent.to == [ai.email]
    assert Delivery.objects.get().notice.mark in sent.subject


def test_nothing_is_sent_while_a_transaction_is_open(channel, tell, team, them):
    channel(team=team)

    tell("people.partner_limit", team, most=25)

    assert not them.taken


def test_the_address_is_sealed_and_gone_when_the_channel_is_removed(channel, team, them, now):
    made = channel(team=team)
    assert b"hook" not in bytes(Channel.objects.get().sealed)
    assert them.hook.encode() not in bytes(Channel.objects.get().sealed)

    flows.remove(Receiver(str(team.pk)), made.pk, by=BY, now=now)

    assert bytes(Channel.objects.get().sealed) == b""
    assert not any("hook" in str(entry.payload) for entry in Entry.objects.all())


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_each_delivery_once(channel, tell, team, them, now):
    for _channel in range(10):
        channel(team=team)
    tell("people.partner_limit", team, most=25)
    start, due, sent = threading.Barrier(8), delivering.due(now), []

    def work():
        start.wait()
        try:
            sent.extend(one for one in due if delivering.send(one, now))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _worker in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(sent) == sorted(due)
    assert len(them.taken) == 10
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
