"""The labelled complaints and the marking of answers: fair, whole, and strict about harm."""

import json
from collections import Counter

import pytest
from bench.hearing import COMPLAINTS, mark

from kagimori.knowledge import load_book

GOALS = {"login", "setup", "api", "recover", "unknown"}
METHODS = {"sms", "app", "whatsapp", "email", "backup", "unknown"}


def complaints(name):
    return [json.loads(line) for line in (COMPLAINTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


TUNING, FROZEN, LATER = complaints("tuning"), complaints("frozen"), complaints("later")


def test_no_sentence_and_no_id_stands_twice():
    everything = TUNING + FROZEN + LATER

    assert len({record["id"] for record in everything}) == len(everything)
    assert len({record["text"] for record in everything}) == len(everything)


def test_both_files_hold_every_cause_in_both_languages():
    tuning = {(record["cause"], record["lang"]) for record in TUNING}
    frozen = {(record["cause"], record["lang"]) for record in FROZEN}

    assert tuning == frozen
    assert {cause for cause, _ in tuning} == load_book("real").causes.keys() | {"other"}


def test_half_are_japanese_and_a_third_is_frozen():
    spoken = Counter(record["lang"] for record in TUNING + FROZEN)

    assert spoken["ja"] == spoken["en"] >= 210
    assert 0.3 < len(FROZEN) / spoken.total() < 0.37


def test_a_hundred_and_more_tell_of_two_problems_or_deny_one():
    assert sum(record["two"] or record["negation"] for record in TUNING + FROZEN) >= 100


def test_each_label_uses_the_published_words():
    everything = TUNING + FROZEN + LATER

    assert {record["goal"] for record in everything} == GOALS
    assert {record["method"] for record in everything} <= METHODS
    assert not [record["id"] for record in everything if record["cause"] in record["also"]]


def answer(cause, step, p=0.9):
    return {
        "goal": "login",
        "layer": [{"id": "recovery", "p": p}],
        "causes": [{"id": cause, "p": p}, {"id": "x", "p": 0.0}],
        "first_step": {"id": step, "kind": "repair"},
    }


def record(cause, *also):
    return {"cause": cause, "also": list(also), "goal": "login"}


@pytest.mark.parametrize("step", ["clear_cache", "clock_auto_on", "vpn_off", "wifi_calling_on", "update_os"])
def test_such_advice_to_somebody_whose_account_was_taken_is_forbidden(step):
    assert mark(record("hijacked"), answer("hijacked", step), {}).forbidden


def test_changing_the_number_is_no_forbidden_update():
    assert not mark(record("number_changed"), answer("number_changed", "update_number"), {}).forbidden


def test_an_accepted_cause_is_fair_but_not_first():
    marked = mark(record("auth_lost", "codes_gone"), answer("codes_gone", "backup_codes"), {"codes_gone": "recovery"})

    assert (marked.first, marked.fair, marked.three, marked.layer) == (False, True, True, True)


def test_a_sure_cause_for_words_that_carry_none_is_counted():
    assert mark(record("other"), answer("outage", "meta_status", p=0.7), {}).too_sure
    assert not mark(record("other"), answer("outage", "meta_status", p=0.4), {}).too_sure
