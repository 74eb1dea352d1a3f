"""The first page."""

import pytest
from tests.fakes.browsers import begin, browser, case_at, events_at

from kagimori.console.doctor.models import Case, CaseEvent, CaseHolder
from kagimori.knowledge import load_sayings


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_it_asks_in_peoples_own_words_and_language(lang):
    page = browser(lang).get("/doctor/").content.decode()

    assert f'<html lang="{lang}"' in page
    assert all(problem.words.to(lang) in page for problem in load_sayings().problems)


def test_a_look_keeps_nothing(person):
    response = person.get("/doctor/")

    assert set(response.cookies) <= {"csrftoken"}
    assert not Case.objects.exists()


def test_a_problem_opens_a_case_for_the_phone_in_the_hand(person):
    address = begin(person)

    assert case_at(address).os == "ios"
    assert events_at(address)[0].more["problem"] == "code_refused"


def test_typed_words_are_masked_before_they_are_kept(person):
    person.post("/doctor/", {"words": "no code, my number is 090-1234-5678, password is hunter22, a@b.example"})

    kept = CaseEvent.objects.get().line
    assert "no code" in kept
    assert not any(secret in kept for secret in ("1234", "hunter22", "a@b.example"))


def test_the_cookie_is_no_name_and_is_kept_as_a_hash(person):
    response = person.post("/doctor/", {"problem": "code_refused"})

    cookie = response.cookies["kagimori_doctor"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert len(cookie.value) == 32
    assert CaseHolder.objects.get().browser != cookie.value


def test_too_long_a_text_is_refused_and_shown_again(person):
    response = person.post("/doctor/", {"words": "あ" * 3000})

    assert response.status_code == 422
    assert not Case.objects.exists()
    assert "あああ" in response.content.decode()


@pytest.mark.parametrize("said", [{}, {"words": "   "}, {"problem": "nonsense"}])
def test_saying_nothing_opens_nothing(person, said):
    assert person.post("/doctor/", said).status_code == 422
    assert not Case.objects.exists()


def test_an_earlier_case_is_offered_to_its_own_browser_only(person, stranger):
    address = begin(person)

    assert address in person.get("/doctor/").content.decode()
    assert address not in stranger.get("/doctor/").content.decode()


def test_a_form_from_elsewhere_is_refused():
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/doctor/", {"problem": "code_refused"}).status_code == 403
