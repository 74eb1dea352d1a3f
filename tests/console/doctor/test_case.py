"""A case: its answers, its holder, its end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.browsers import add, answer, begin, browser, case_at, events_at, page_of

from kagimori.console.doctor import flows
from kagimori.console.doctor.models import Case
from kagimori.core.doctor.case import Event
from kagimori.knowledge import load_policy


def test_the_present_step_says_what_why_and_how_long(person):
    step = page_of(person, begin(person)).step

    assert step.heading
    assert step.why
    assert step.minutes > 0
    assert step.choices


def test_an_answer_is_written_down_and_leads_on(person):
    address = begin(person)
    first = page_of(person, address).step.id

    assert answer(person, address, "unknown").url == address
    assert [event.kind for event in events_at(address)] == ["opened", "answered"]
    assert page_of(person, address).step.id != first


def test_the_second_of_two_presses_is_told_so(person):
    address = begin(person)
    page = page_of(person, address)
    said = {"position": page.position, "kind": "observe", "step": page.step.id, "value": "unknown"}

    person.post(f"{address}answer", said)
    again = person.post(f"{address}answer", said)

    assert again.status_code == 409
    assert len(events_at(address)) == 2


@pytest.mark.parametrize(
    "said",
    [
        {"position": 1, "kind": "observe", "step": "nonsense", "value": "yes"},
        {"position": 1, "kind": "observe", "step": "vpn_on", "value": "perhaps"},
        {"position": 1, "kind": "act", "step": "vpn_off", "value": "maybe"},
        {"position": 1, "kind": "act", "step": "login_app", "value": "failed", "error": "nonsense"},
        {"position": 0, "kind": "observe", "step": "vpn_on", "value": "yes"},
        {"position": "x", "kind": "close", "step": "vpn_on", "value": "yes"},
        {},
    ],
)
def test_what_the_book_does_not_know_is_refused(person, said):
    address = begin(person)

    assert person.post(f"{address}answer", said).status_code == 422
    assert len(events_at(address)) == 1


@pytest.mark.parametrize("page", ["", "share/", "plan/", "plan.md", "plan.pdf", "remind.ics", "check.ics", "pulse"])
def test_a_stranger_learns_nothing_by_looking(person, stranger, page):
    address = begin(person)

    assert stranger.get(f"{address}{page}").status_code == 404


@pytest.mark.parametrize("deed", ["answer", "undo", "close", "os", "check", "share/link", "share/revoke"])
def test_a_stranger_changes_nothing(person, stranger, deed):
    address = begin(person)
    before = Case.objects.values().get()

    assert stranger.post(f"{address}{deed}", {"os": "web", "outcome": "recovered"}).status_code == 404
    assert Case.objects.values().get() == before
    assert len(events_at(address)) == 1


def test_somebody_with_a_case_of_their_own_is_a_stranger_too(person, stranger):
    address = begin(person)
    begin(stranger)

    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}close", {"outcome": "gave_up"}).status_code == 404
    assert case_at(address).closed_at is None


def test_back_takes_the_answer_back_but_not_what_was_lived(person):
    address = begin(person)
    first = page_of(person, address).step.id
    answer(person, address, "unknown")

    person.post(f"{address}undo")

    page = page_of(person, address)
    assert page.step.id == first
    assert not page.can_undo
    assert [event.kind for event in events_at(address)] == ["opened", "answered", "undone"]


def test_the_system_in_the_hand_can_be_changed(person):
    address = begin(person)

    person.post(f"{address}os", {"os": "android"})
    person.post(f"{address}os", {"os": "toaster"})

    assert case_at(address).os == "android"


def test_a_case_of_last_week_is_gone(person):
    address = begin(person)
    Case.objects.update(expires_at=timezone.now())

    assert person.get(address).status_code == 404


def test_a_full_case_can_still_be_ended(person):
    address = begin(person)
    for _ in range(load_policy()["web.steps"].count - 1):
        add(address, "inside", value="no")

    assert answer(person, address, "unknown").status_code == 409
    assert person.post(f"{address}close", {"outcome": "gave_up"}).status_code == 302
    assert case_at(address).outcome == "gave_up"


def test_a_closed_case_takes_no_more_answers(person):
    address = begin(person)
    page = page_of(person, address)
    person.post(f"{address}close", {"outcome": "gave_up"})

    said = {"position": page.position + 1, "kind": "observe", "step": page.step.id, "value": "unknown"}
    assert person.post(f"{address}answer", said).status_code == 409
    assert "Start anew" in person.get(address).content.decode()


def test_go_on_before_the_end_of_a_wait_uses_up_nothing(person, monkeypatch):
    address = begin(person)
    monkeypatch.setattr("kagimori.console.doctor.views.case._still_waiting", lambda *_: True)

    person.post(f"{address}answer", {"position": 1, "kind": "wait"})

    assert len(events_at(address)) == 1


def test_a_wait_that_is_over_is_written_with_its_minutes(person):
    address = begin(person)
    row = case_at(address)
    flows.add(row, 1, Event(timezone.now() - timedelta(minutes=3), "waited", value="1.0"))

    person.post(f"{address}answer", {"position": 2, "kind": "wait"})

    assert float(events_at(address)[-1].value) == pytest.approx(3, abs=0.1)


def test_a_waiting_page_is_told_of_news_and_of_nothing_else(person):
    address = begin(person)
    page = page_of(person, address)
    quiet = person.get(f"{address}pulse", {"position": page.position, "state": page.platform.name})
    answer(person, address, "unknown")

    news = person.get(f"{address}pulse", {"position": page.position, "state": page.platform.name})

    assert (quiet.status_code, quiet.headers.get("HX-Refresh")) == (204, None)
    assert news.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_failed_try_asks_what_the_screen_said(db, lang):
    person = browser(lang)
    address = begin(person)
    for _ in range(30):
        page = page_of(person, address)
        if page.step.is_try:
            break
        answer(person, address, page.step.choices[0].value)

    failed = person.get(f"{address}?look=failed").content.decode()
    assert 'name="error" value="code_invalid"' in failed
    assert answer(person, address, "failed", "code_invalid").status_code == 302
    assert events_at(address)[-1].error == "code_invalid"
