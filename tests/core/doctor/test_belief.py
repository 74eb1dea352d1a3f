"""The belief about causes: sums, persistence, clocks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kagimori.core.doctor.belief import Belief, message_likelihood
from kagimori.core.doctor.tables import number_of_sets, tables_for
from kagimori.knowledge import load_book

BOOK = load_book("trial")
KINDS = [(goal, method) for goal in ("login", "setup", "api") for method in ("sms", "app")]


def chance(belief: Belief, cause: str) -> float:
    return float(belief.present()[belief.tables.index[cause]])


def told(goal: str, method: str, error: str) -> Belief:
    belief = Belief(tables_for(BOOK, goal, method))
    belief.heard(message_likelihood(belief.tables, error, BOOK.noise["reported"]))
    return belief


@pytest.mark.parametrize(("goal", "method"), KINDS)
def test_all_sets_of_up_to_three_causes_are_there_and_what_is_left_out_is_small(goal, method):
    tables = tables_for(BOOK, goal, method)

    assert len(tables.sets) == number_of_sets(tables.dummy)
    assert tables.prior.sum() == pytest.approx(1.0)
    assert 0.0 < tables.left_out < 0.05


def test_a_message_points_to_its_cause():
    assert chance(told("setup", "sms", "use_other_number"), "number_limit") > 0.7


def test_a_step_takes_away_what_it_cures_and_leaves_the_rest_as_it_was():
    belief = told("login", "app", "code_invalid")
    before = chance(belief, "stale_secret")

    belief.carried_out(BOOK.actions["clear_cache"])

    assert chance(belief, "cache_bloat") < 0.05
    assert chance(belief, "stale_secret") == pytest.approx(before, abs=0.02)


def test_what_stood_in_the_way_at_the_outset_is_not_forgotten():
    belief = told("login", "app", "code_invalid")
    belief.answered(BOOK.observations["clock_offset"], "over_30s")
    belief.carried_out(BOOK.actions["clock_auto_on"])

    belief.let_through("login_app")

    assert chance(belief, "clock_skew") < 0.05
    assert belief.at_outset()[belief.tables.index["clock_skew"]] > 0.9


def test_a_password_is_everywhere_after_a_quarter_of_an_hour():
    belief = told("login", "app", "invalid_credentials")
    belief.answered(BOOK.observations["password_changed"], "under_15min")
    assert chance(belief, "password_sync") > 0.5

    belief.until(15.0)

    assert chance(belief, "password_sync") == pytest.approx(0.0, abs=1e-9)


def test_a_filter_lets_through_only_after_its_delay():
    belief = told("login", "sms", "sms_missing")
    belief.carried_out(BOOK.actions["filter_weak"])
    belief.until(4.0)
    early = chance(belief, "sms_filter")

    belief.until(5.0)

    assert chance(belief, "sms_filter") < 0.5 * early


def test_finding_nothing_to_change_speaks_against_the_cause():
    belief = told("login", "app", "white_screen")
    before = chance(belief, "vpn")

    belief.found_idle(BOOK.actions["vpn_off"])

    assert chance(belief, "vpn") < 0.2 * before


def test_a_failed_try_after_a_step_brings_doubt_about_the_step_back():
    belief = told("login", "app", "code_invalid")
    belief.answered(BOOK.observations["clock_offset"], "over_30s")
    belief.carried_out(BOOK.actions["clock_auto_on"])
    before = chance(belief, "clock_skew")

    belief.refused_at("login_app", "code_invalid")

    assert chance(belief, "clock_skew") > 2 * before


answers = st.sampled_from([(o.id, value) for o in BOOK.observations.values() for value in (*o.values, "unknown", "?")])
deeds = st.sampled_from([a.id for a in BOOK.actions.values() if a.kind != "attempt"])
errors = st.sampled_from([*BOOK.errors, "?", None])
steps = st.one_of(
    st.tuples(st.just("answered"), answers),
    st.tuples(st.just("done"), deeds),
    st.tuples(st.just("idle"), deeds),
    st.tuples(st.just("refused"), errors),
    st.tuples(st.just("until"), st.floats(0.0, 240.0)),
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), st.lists(steps, max_size=25))
def test_whatever_happens_the_chances_stay_chances(kind, history):
    belief = Belief(tables_for(BOOK, *kind))
    door = "api_app" if kind[0] == "api" else f"{kind[0]}_{kind[1]}"

    for what, detail in history:
        if what == "answered":
            belief.answered(BOOK.observations[detail[0]], detail[1])
        elif what == "done":
            belief.carried_out(BOOK.actions[detail])
        elif what == "idle":
            belief.found_idle(BOOK.actions[detail])
        elif what == "refused":
            belief.refused_at(door, detail)
        else:
            belief.until(belief.minute + detail)

    assert belief.now().sum() == pytest.approx(1.0)
    assert np.all(belief.mass >= 0.0)
    assert np.all(belief.mass[:, 1:].sum(axis=0) <= belief.mass[:, 0].sum() + 1e-9)
    assert belief.first_in_the_way(door).sum() == pytest.approx(1.0)


def test_what_was_heard_as_a_whole_comes_out_as_heard():
    """The page of a case must not contradict what `doctor read` says of the same words."""
    belief = Belief(tables_for(load_book("real"), "login", "app"))
    index = belief.tables.index

    belief.believed({"clock_skew": 0.7, "stale_secret": 0.2, "other": 0.1}, "login_app", 1.0)

    first = belief.first_in_the_way("login_app")
    assert first[index["clock_skew"]] == pytest.approx(0.7, abs=0.05)
    assert first[index["stale_secret"]] == pytest.approx(0.2, abs=0.05)
    assert belief.now().sum() == pytest.approx(1.0)


def test_shares_of_causes_that_cannot_stand_there_leave_the_prior():
    told, untold = (Belief(tables_for(load_book("real"), "login", "sms")) for _ in range(2))

    told.believed({"clock_skew": 1.0}, "login_sms", 1.0)

    assert told.now() == pytest.approx(untold.now())
