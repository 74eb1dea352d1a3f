"""Drafts and the ledger of appeals."""

from datetime import date

import pytest
from django.utils import timezone

from kagimori.console.doctor import appeals
from kagimori.console.doctor.flows import AlreadyAnswered
from kagimori.console.doctor.models import Appeal

TODAY = date(2026, 11, 25)


def rejected(browser, times, on=TODAY):
    for position in range(times):
        appeals.note_sent(browser, on)
        appeals.note_answer(browser, position, "rejected", on)


def test_an_appeal_wants_the_guidelines_read_first(person):
    unread = person.post("/doctor/drafts/appeal/", {"draft": "appeal_business", "account": "shop"})
    read = person.post("/doctor/drafts/appeal/", {"draft": "appeal_business", "account": "shop", "read": "yes"})

    assert unread.status_code == 422
    assert not unread.context["page"].ready
    assert "@shop" in read.context["page"].ready[0].text


def test_characters_are_counted_against_the_articles_hundred(person):
    said = {"draft": "appeal_business", "account": "shop", "company": "x" * 90, "read": "yes"}
    ready = person.post("/doctor/drafts/appeal/", said).context["page"].ready[0]

    assert ready.characters == len(ready.text)
    assert ready.limit == 100
    assert ready.too_many == len(ready.text) - 100


@pytest.mark.parametrize("family", ["problem", "outage"])
def test_reports_and_notices_come_in_both_languages(person, family):
    page = person.get(f"/doctor/drafts/{family}/").context["page"]
    ready = (
        person.post(f"/doctor/drafts/{family}/", {"draft": page.options[0].id, "account": "shop"}).context["page"].ready
    )

    assert [text.lang for text in ready] == ["ja", "en"]
    assert all("shop" in text.text for text in ready)


def test_what_is_typed_is_put_in_as_text_not_as_markup(person):
    said = {"draft": "appeal_business", "account": "<b>x", "read": "yes"}

    assert "<b>x" not in person.post("/doctor/drafts/appeal/", said).content.decode()


def test_two_rejections_stop_nothing(db):
    rejected("b", 2)

    assert appeals.blocked_until(appeals.ledger("b"), TODAY) is None


def test_the_fourth_waits_for_its_date(db):
    rejected("b", 3)

    assert appeals.blocked_until(appeals.ledger("b"), TODAY) == date(2026, 12, 25)
    with pytest.raises(appeals.AppealTooSoon):
        appeals.note_sent("b", TODAY)
    appeals.note_sent("b", date(2026, 12, 25))


def test_an_answer_is_noted_once(db):
    appeals.note_sent("b", TODAY)
    appeals.note_answer("b", 0, "rejected", TODAY)

    with pytest.raises(AlreadyAnswered):
        appeals.note_answer("b", 0, "accepted", TODAY)


def test_one_browsers_ledger_is_no_others(person, stranger):
    person.post("/doctor/drafts/appeal/sent")

    assert len(person.get("/doctor/drafts/appeal/").context["page"].sent) == 1
    assert not stranger.get("/doctor/drafts/appeal/").context["page"].sent
    assert stranger.post("/doctor/drafts/appeal/0/answered", {"answer": "rejected"}).status_code == 409
    assert Appeal.objects.get().rejected_on is None


def test_the_page_keeps_no_word(person):
    person.post("/doctor/drafts/appeal/sent")

    assert set(Appeal.objects.values().get()) == {"id", "browser", "position", "sent_on", "rejected_on", "accepted_on"}
    assert Appeal.objects.get().sent_on == timezone.localdate()
