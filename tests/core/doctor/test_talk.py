"""The protocol as a conversation: the published example, hostile messages, and rules that no answer can break."""

from __future__ import annotations

import json
import random
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kagimori.core.doctor.protocol import Talk
from kagimori.knowledge import load_book

BOOK = load_book("trial")
KINDS = [(goal, method) for goal in ("login", "setup", "api") for method in ("sms", "app")]


def start(goal="login", method="app", error="code_invalid", session="s1", text="..."):
    given_ = {"goal": goal, "method": method, "error": error}
    return {
        "type": "start",
        "session": session,
        "given": given_,
        "text": text,
        "lang": "ja",
        "clock": 0.0,
        "cap": 240.0,
    }


def result(step, clock, **more):
    base = {"type": "result", "session": step["session"], "status": "ok", "clock": clock}
    return base | {"logged_in": False, "recovered": False, "closed": False} | more


def say(talk: Talk, message: object):
    answer = talk.reply(json.dumps(message))
    return None if answer is None else json.loads(answer)


def test_the_published_example_runs_to_its_end():
    talk = Talk(BOOK)
    assert say(talk, {"type": "hello", "protocol": 1}) is None
    step, clock = say(talk, start()), 0.0

    values = {"clock_offset": "over_30s", "clock_auto": "manual", "failed_last_hour": "0", "attempts_today": "0-4"}

    while step.get("id") != "login_app":
        clock += 1.0
        if step["id"] == "clock_auto_on":
            values |= {"clock_offset": "under_5s", "clock_auto": "auto"}
        step = say(talk, result(step, clock, id=step["id"], value=values.get(step["id"], "unknown")))
    finish = say(talk, result(step, clock + 1.5, status="success", recovered=True, closed=True))

    assert finish["outcome"] == "recovered"
    assert finish["causes"][0] == "clock_skew"
    assert clock < 12.0


def test_after_bye_it_is_over():
    talk = Talk(BOOK)

    assert say(talk, {"type": "bye"}) is None
    assert talk.over


def test_a_result_of_no_running_session_is_given_up():
    assert say(Talk(BOOK), {"type": "result", "session": "s9"})["outcome"] == "gave_up"


def test_a_start_that_names_no_known_goal_is_given_up():
    assert say(Talk(BOOK), start(goal="fly"))["outcome"] == "gave_up"


def test_a_closed_session_is_finished():
    talk = Talk(BOOK)
    step = say(talk, start())

    assert say(talk, result(step, 240.0, closed=True))["do"] == "finish"


@pytest.mark.parametrize("clock", [1e308, -5, None, "x", True, 10**400, float("nan")])
def test_a_clock_that_is_none_does_no_harm(clock):
    talk = Talk(BOOK)
    step = say(talk, start())

    assert say(talk, result(step, clock))["do"] in ("observe", "act", "wait", "finish")


def test_a_sentence_is_read_only_where_no_message_is_given():
    asked: list[str] = []

    def read(text: str, _lang: str) -> dict[str, float]:
        asked.append(text)
        return {"sms_missing": 50.0}

    talk = Talk(BOOK, read)
    say(talk, start(text="a"))
    say(talk, start(error=None, text="b"))

    assert asked == ["b"]


@pytest.mark.parametrize(
    "line",
    ["", "null", "[]", "1", '"x"', "{", '{"type":1}', '{"type":"start"}', '{"type":"start","given":[]}', "[" * 100_000,
     '{"type":"result","clock":1e999}', '{"type":"start","given":{"goal":["login"],"method":{}}}'],
)  # fmt: skip
def test_a_line_of_the_wrong_shape_is_answered_or_ignored(line):
    Talk(BOOK).reply(line)


values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.lists(st.none()))
keys = ("session", "status", "id", "value", "error", "notices", "clock", "logged_in", "recovered", "closed")
hostile = st.fixed_dictionaries({"type": st.sampled_from(["result", "start", "hello", "?"])}).flatmap(
    lambda head: st.dictionaries(st.sampled_from(keys), values).map(lambda rest: rest | head)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(hostile, max_size=6), st.sampled_from(KINDS))
def test_no_message_whatever_makes_it_stumble(messages, kind):
    talk = Talk(BOOK)
    say(talk, start(*kind))

    for message in messages:
        answer = say(talk, {"session": "s1"} | message)
        assert answer is None or answer.get("do") in ("observe", "act", "wait", "finish")


def any_outcome(rng: random.Random, step: dict, error: str) -> dict:
    if step["do"] == "observe":
        values = list(BOOK.observations[step["id"]].values)
        return {"value": rng.choice([*values, "unknown"])}
    if step["do"] == "wait":
        return {}
    action = BOOK.actions[step["id"]]
    if action.kind == "attempt":
        return {"status": "failed", "error": error} if rng.random() < 0.7 else {"status": "not_possible"}
    return {"status": rng.choice(["ok", "ok", "no_change", "not_possible"])}


@pytest.mark.parametrize("seed", range(18))
def test_whatever_a_world_answers_no_rule_is_broken(seed):
    rng = random.Random(seed)
    goal, method = KINDS[seed % len(KINDS)]
    talk, clock, steps, tried = Talk(BOOK), 0.0, 0, []
    step = say(talk, start(goal, method, rng.choice([None, *BOOK.errors])))

    while step["do"] != "finish":
        steps += 1
        minutes = step.get("minutes") or BOOK.observations.get(step.get("id"), BOOK.actions.get(step.get("id"))).minutes
        outcome = any_outcome(rng, step, rng.choice(["code_invalid", "sms_missing", "try_later"]))
        if step["do"] == "act" and outcome["status"] != "not_possible":
            tried.append((step["id"], clock, clock + minutes, outcome.get("error")))
        clock += minutes
        step = say(talk, result(step, clock, closed=clock >= 240.0, **outcome))

    assert steps <= 80
    refused = [end for id_, _, end, error in tried if error not in (None, "sms_missing") and id_ != "api_reconnect"]
    assert all(sum(at <= later < at + 60.0 for later in refused) < 5 for at in refused)
    sms = [at for id_, at, _, _ in tried if id_ in BOOK.actions and BOOK.actions[id_].sends_sms]
    assert all(later - earlier >= 3.0 for earlier, later in pairwise(sms))
    backups = [at for id_, at, _, _ in tried if id_ == "login_backup"]
    assert all(later - earlier >= 60.0 for earlier, later in pairwise(backups))
    assert sum(id_.startswith("login_") for id_, *_ in tried) < 20
