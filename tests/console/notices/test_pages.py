"""The pages: channels, tests, what failed, and "I am on it"; a team's own, one's own, the installation's."""

import pytest
from tests.fakes.people import browser_of, join, make_user

from kagimori.console.notices import delivering
from kagimori.console.notices.models import Channel, Delivery, Notice
from kagimori.console.timeline.models import Entry

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
WISHES = {"name": "#social", "language": "en", "quiet_from": "", "quiet_to": ""}


def shown(browser, url):
    return browser.get(url, headers=ENGLISH).content.decode()


@pytest.mark.parametrize("place", ["/t/{team}/notices/", "/me/notices/", "/installation/notices/"])
def test_a_channel_is_added_tested_changed_and_removed(as_ai, team, them, place):
    place = place.format(team=team.key)
    form = WISHES | {"url": them.hook}

    assert as_ai.post(f"{place}add/?service=slack", form).status_code == 302
    made = Channel.objects.get()
    as_ai.post(f"{place}channels/{made.pk}/test")
    as_ai.post(f"{place}channels/{made.pk}/", WISHES | {"name": "#pr", "kinds": ["people.two_factor_reset"]})

    page = shown(as_ai, place)
    assert "A test from Kagimori" in str(them.taken[0].body)
    assert "#pr" in page
    assert them.hook not in page
    as_ai.post(f"{place}channels/{made.pk}/remove/")
    assert "#pr</h3>" not in shown(as_ai, place)


@pytest.mark.parametrize(
    ("service", "typed"),
    [
        ("chatwork", {"token": "0123456789abcdef0123456789abcdef", "room": "123"}),
        ("line", {"token": "abc/def+ghi=", "to": "U0123456789abcdef"}),
        ("mail", {"mail": "team@example.com"}),
        ("sms", {"sid": "AC" + "a" * 32, "token": "b" * 32, "sender": "+15005550006", "to": "+819012345678"}),
        ("other", {"url": "https://discord.com/api/webhooks/123456789/abcdefghijklmnop"}),
    ],
)
def test_each_service_asks_for_its_own_address(as_ai, team, service, typed):
    answer = as_ai.post(f"/t/{team.key}/notices/add/?service={service}", WISHES | typed)

    assert answer.status_code == 302
    assert Channel.objects.get().service == {"other": "discord"}.get(service, service)


def test_an_address_that_leads_nowhere_is_refused_and_not_shown_again(as_ai, team):
    answer = as_ai.post(f"/t/{team.key}/notices/add/?service=slack", WISHES | {"url": "https://evil.example/tok3n"})

    assert answer.status_code == 422
    assert b"tok3n" not in answer.content
    assert not Channel.objects.exists()


def test_strangers_and_members_without_the_right_change_nothing(as_ben, as_chika, channel, team, ben):
    made = channel(team=team)
    ben.memberships.update(role="viewer")

    for browser, code in ((as_chika, 404), (as_ben, 403)):
        assert browser.get(f"/t/{team.key}/notices/").status_code == code
        assert browser.post(f"/t/{team.key}/notices/channels/{made.pk}/test").status_code == code
    assert as_chika.post(f"/me/notices/channels/{made.pk}/remove/").status_code == 404
    assert as_chika.get("/installation/notices/").status_code == 404
    assert Channel.objects.get().removed_at is None


def test_what_failed_is_seen_with_its_reason_and_sent_again(as_ai, channel, tell, team, them, now):
    them.answers["slack"] = (404, b"no_service")
    channel(team=team)
    tell("people.partner_limit", team, most=25)
    [due] = delivering.due(now)
    delivering.send(due, now)

    page = shown(as_ai, f"/t/{team.key}/notices/")
    assert "not delivered" in page
    assert "The address is gone at the service." in page
    as_ai.post(f"/t/{team.key}/notices/again/{due}")
    assert Delivery.objects.get(pk=due).state == "waiting"


@pytest.mark.usefixtures("mails")
def test_whoever_is_on_it_stops_the_waking_and_is_named(as_ben, as_chika, tell, team, ai, ben):
    tell("accounts.held", team, subject="account:1")
    notice = Notice.objects.get()
    address = f"/t/{team.key}/notices/{notice.pk}/"
    assert "I am on it" in shown(as_ben, address)

    as_ben.get(address)
    assert Notice.objects.get().answered_at is None
    as_ben.post(address)

    assert Notice.objects.get().next_at is None
    assert "Ben has been on it since" in shown(as_ben, address)
    assert Entry.objects.filter(kind="notices.acknowledged", actor=str(ben.opaque)).count() == 1
    assert as_chika.get(address).status_code == 404


@pytest.mark.usefixtures("mails")
def test_somebody_limited_to_single_accounts_reads_what_they_were_told_alone(tell, team, ai):
    dora = make_user("Dora")
    join(team, dora, "admin", access="limited")
    tell("accounts.held", team)
    notice = Notice.objects.get()
    address = f"/t/{team.key}/notices/{notice.pk}/"
    assert browser_of(dora).get(address).status_code == 404

    notice.deliveries.update(user=str(dora.opaque))
    assert browser_of(dora).get(address).status_code == 200


@pytest.mark.usefixtures("mails")
def test_the_first_of_two_answers_is_the_one(as_ai, as_ben, tell, team, ben):
    tell("accounts.held", team)
    address = f"/t/{team.key}/notices/{Notice.objects.get().pk}/"

    as_ben.post(address)
    as_ai.post(address)

    assert Notice.objects.get().answered_by == str(ben.opaque)


@pytest.mark.parametrize("page", ["add/?service=slack", "channels/{channel}/", "channels/{channel}/remove/"])
def test_where_notices_go_is_changed_after_a_fresh_proof_only(ai, team, channel, page):
    made = channel(team=team)
    path = f"/t/{team.key}/notices/{page.format(channel=made.pk)}"

    answer = browser_of(ai, lately=False).post(path, WISHES)

    assert answer.headers["Location"].startswith("/account/again")
    assert Channel.objects.filter(pk=made.pk, name=made.name, removed_at=None).exists()
    assert browser_of(ai).get(path).status_code == 200
