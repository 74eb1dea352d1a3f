"""The sentences that both faces share."""

import re
from dataclasses import fields

import pytest

from kagimori.core.doctor import advise
from kagimori.core.doctor.advise import Reason
from kagimori.core.doctor.book import GOALS, METHODS
from kagimori.core.errors import BookError
from kagimori.knowledge import load_book, load_sayings
from kagimori.knowledge.sayings import read_sayings


def test_every_reason_that_the_doctor_may_give_has_a_sentence():
    documented = set(re.findall(r"\| `(\w+)`\s+\|", Reason.__doc__))

    assert documented
    assert documented | {"possible_cause", "changes_plan", "try_tells"} == set(load_sayings().reasons)


def test_first_problems_name_only_what_the_book_knows():
    book = load_book("real")

    for problem in load_sayings().problems:
        assert problem.error == "" or problem.error in book.errors
        assert set(problem.causes) <= set(book.causes)


def test_a_reason_is_told_with_the_name_of_its_cause():
    reason = Reason("likely_cause", {"cause": "clock_skew", "p": 0.62})
    book = load_book("real")

    told = load_sayings().why(reason, book, "en")

    assert book.causes["clock_skew"].words.en in told
    assert "62%" in told


@pytest.mark.parametrize(("p", "likeliest"), [(0.0, False), (0.2, False), (0.51, True), (1.0, True)])
def test_only_what_nothing_can_beat_is_called_the_likeliest(p, likeliest):
    told = load_sayings().why(Reason("likely_cause", {"cause": "clock_skew", "p": p}), load_book("real"), "en")

    assert ("likeliest" in told, f"{p:.0%}" in told) == (likeliest, likeliest)


@pytest.mark.parametrize(("p", "promised"), [(0.0, False), (0.07, False), (0.15, True)])
def test_a_try_that_will_hardly_work_is_not_praised(p, promised):
    told = load_sayings().why(Reason("try_now", {"p": p}), load_book("real"), "en")

    assert ("good moment" in told, "%" in told) == (promised, promised)


@pytest.mark.parametrize(("saved", "words"), [(0.02, ""), (0.92, "1 min"), (7.6, "8 min")])
def test_minutes_saved_are_told_in_whole_minutes_or_not_at_all(saved, words):
    told = load_sayings().why(Reason("tells_apart", {"minutes_saved": saved}), load_book("real"), "en")

    assert "%" not in told
    assert ("saves" in told) == bool(words)
    assert words in told


def test_a_missing_number_leaves_no_brace_behind():
    told = load_sayings().why(Reason("tells_apart"), load_book("real"), "ja")

    assert "{" not in told


def test_a_problem_without_english_is_refused_by_name(tmp_path):
    path = tmp_path / "sayings.toml"
    path.write_text(
        '[problem.x]\nja = "あ"\ngoal = "login"\n[reason.a]\n[rule.r]\n[wait.b]\n[hold.h]\n[outcome.c]\n',
        encoding="utf-8",
    )

    with pytest.raises(BookError) as fault:
        read_sayings(path)

    assert fault.value.fields["id"] == "problem.x"


def test_outcomes_of_the_advice_have_a_sentence():
    outcomes = {"recovered", "hand_off", "gave_up"}

    assert {field.name for field in fields(advise.Advice)} >= {"outcome"}
    assert outcomes == set(load_sayings().outcomes)


def test_a_wait_forced_by_a_rule_names_that_rule():
    told = load_sayings().why(Reason("must_wait", {"rule": "R3"}), load_book("real"), "en")

    assert "text message" in told


def test_every_goal_and_every_method_can_be_chosen_in_the_order_of_the_book():
    openings = load_sayings().openings

    assert {field: tuple(words) for field, words in openings.items()} == {"goal": GOALS, "method": METHODS}


def test_a_goal_without_words_is_told_as_it_is():
    assert load_sayings().opening("goal", "unknown", "en") == "unknown"
