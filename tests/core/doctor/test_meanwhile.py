"""What may be done while a wait runs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kagimori.core.doctor.advise import Step, advise
from kagimori.core.doctor.case import Case
from kagimori.core.doctor.checklist import Reader, checklist, without_repeats
from kagimori.core.doctor.meanwhile import IN_THE_FORM, meanwhile
from kagimori.knowledge import load_book, load_guides

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
HARMLESS = Step("act", "vpn_off")
QUESTION = Step("observe", "backup_codes")
TRY = Step("act", "login_sms")
ROUTE = Step("act", "recover_hacked")


@pytest.fixture
def waiting():
    book = load_book("real")
    return book, replace(advise(book, Case("x"), NOW), step=Step("wait", ""))


def test_harmless_repairs_and_questions_are_offered_once_in_their_order(waiting):
    book, advice = waiting
    rest = (HARMLESS, TRY, QUESTION, HARMLESS, ROUTE, Step("wait", ""))

    assert meanwhile(replace(advice, rest=rest), book) == (HARMLESS, QUESTION)


@pytest.mark.parametrize("name", sorted(IN_THE_FORM))
def test_nothing_that_ends_in_the_login_form_is_offered(waiting, name):
    book, advice = waiting

    assert book.actions[name].kind == "repair"
    assert meanwhile(replace(advice, rest=(Step("act", name),)), book) == ()


def test_outside_a_wait_there_is_no_meanwhile(waiting):
    book, advice = waiting

    assert meanwhile(replace(advice, step=HARMLESS, rest=(QUESTION,)), book) == ()


def test_a_plan_names_a_question_or_a_repair_once_and_a_try_as_often_as_it_comes(waiting):
    book, advice = waiting
    plan = replace(advice, step=QUESTION, rest=(HARMLESS, TRY, HARMLESS, QUESTION, TRY))

    assert list(without_repeats(plan, book)) == [QUESTION, HARMLESS, TRY, TRY]


@pytest.mark.parametrize(("lang", "words"), [("ja", "まだ数えていません"), ("en", "not counted yet")])
def test_a_plan_gives_no_number_of_tries_before_they_were_counted(waiting, lang, words):
    book, advice = waiting
    unknown = replace(advice, tries=replace(advice.tries, known=False, left_this_hour=0, left_today=0))

    assert words in checklist(unknown, Reader(book, load_guides(), "ios", lang))
