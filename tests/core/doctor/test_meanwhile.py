"""What may be done while a wait runs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kagimori.core.doctor.advise import Step, advise
from kagimori.core.doctor.case import Case
from kagimori.core.doctor.meanwhile import IN_THE_FORM, meanwhile
from kagimori.knowledge import load_book

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
