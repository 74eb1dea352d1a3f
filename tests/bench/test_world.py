"""The simulated world keeps its own protocol: rules, noise, persistence, scores."""

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from bench.doctor import causes as book
from bench.doctor.facts import FACTS, VALUES, shares
from bench.doctor.openness import open_ways
from bench.doctor.patient import Wish, draw
from bench.doctor.policies import POLICIES
from bench.doctor.repairs import ATTEMPTS, REPAIRS
from bench.doctor.score import judge
from bench.doctor.session import Session
from bench.doctor.twist import twist
from bench.doctor.world import PipedDoctor, run


def somebody(goal="login", method="sms", causes=(), facts=None, **more):
    """A patient with exactly these causes, healthy facts and no past."""
    healthy = {name: max(fact.usual, key=fact.usual.get) for name, fact in FACTS.items() if fact.usual}
    present = frozenset(causes)
    for name in healthy:
        under = shares(name, present)
        healthy[name] = max(under, key=under.get)
    given = draw(0, Wish())
    patient = replace(
        given, goal=goal, method=method, causes=present, facts=healthy | (facts or {}), ends={}, failed_at=(),
        operations=0, presses=0, api_failures=0, true_error="try_later", misread=0.0,
    )  # fmt: skip
    return replace(patient, **more)


def act(session, name):
    return session.step({"do": "act", "id": name})


def test_every_share_adds_up():
    for name, fact in FACTS.items():
        for table in (fact.usual, *fact.under.values()):
            assert not table or sum(table.values()) == pytest.approx(1), name
    for cause in book.CAUSES:
        for goal in ("login", "setup", "api"):
            assert sum(book.shows(goal, cause).values()) == pytest.approx(1), cause
            assert set(book.shows(goal, cause)) <= set(book.ERRORS)


def test_another_world_has_the_same_structure_and_other_figures():
    written = dict(book.shows("login", "vpn"))
    twist(1)
    bent = dict(book.shows("login", "vpn"))
    twist(0)
    assert book.shows("login", "vpn") == written
    assert set(bent) == set(written)
    assert bent != written
    assert sum(bent.values()) == pytest.approx(1)


def test_tables_only_name_what_exists():
    assert {cause for way in book.WAYS.values() for cause in way} <= set(book.CAUSES)
    for repair in REPAIRS.values():
        assert set(repair.cures) <= set(book.CAUSES)
        for fact, value in (*repair.sets.items(), *repair.idle_when, *repair.needs):
            assert fact == "inside" or value in VALUES[fact]


def test_the_same_number_is_the_same_patient():
    assert draw(17, Wish(seed=3)) == draw(17, Wish(seed=3))
    assert draw(17, Wish(seed=3)) != draw(17, Wish(seed=4))


def test_people_have_one_or_two_things_in_the_way():
    counts = [len(draw(number, Wish()).causes) for number in range(1000)]
    assert 1.55 < sum(counts) / 1000 < 1.85
    assert sum(count <= 3 for count in counts) > 930


def test_the_text_alone_carries_the_message_in_text_only_mode():
    patient = draw(5, Wish(text_only=True))
    assert patient.error is None
    assert patient.text == draw(5, Wish()).text


def test_asking_again_gives_the_same_answer():
    session = Session(somebody(misread=1.0))
    answers = {session.step({"do": "observe", "id": "vpn_on"})["value"] for _ in range(9)}
    assert len(answers) == 1


def test_a_repair_that_fits_opens_the_way():
    session = Session(somebody(method="app", causes=["clock_skew"]))
    assert act(session, "login_app")["status"] == "failed"
    while session.causes:
        act(session, "clock_auto_on")
    assert act(session, "login_app") | {"clock": 0} == {
        "type": "result", "session": session.patient.key, "id": "login_app", "status": "success", "clock": 0,
        "logged_in": True, "recovered": True, "closed": True,
    }  # fmt: skip


def test_a_filter_takes_effect_five_minutes_later():
    session = Session(somebody(causes=["sms_filter"]))
    while not session.due:
        act(session, "filter_weak")
    assert "sms_filter" in session.causes
    session.step({"do": "wait", "minutes": 5})
    assert "sms_filter" not in session.causes


def test_room_must_be_made_before_an_update():
    session = Session(somebody(causes=["app_outdated"], facts={"storage": "low"}))
    assert act(session, "update_app")["status"] == "not_possible"
    act(session, "free_storage")
    assert act(session, "update_app")["status"] == "ok"
    assert "app_outdated" not in session.causes


def test_the_fifth_refusal_within_an_hour_locks():
    session = Session(somebody(method="app", causes=["username_typo"], failed_at=(-30.0, -20.0, -10.0)))
    act(session, "login_app")
    assert session.platform.verdicts == []
    act(session, "login_app")
    assert session.platform.verdicts == ["R1"]
    assert "security_lock" in session.causes


def test_a_hasty_sms_is_a_violation_and_three_minutes_are_enough():
    session = Session(somebody(causes=["sms_filter"]))
    act(session, "login_sms")
    session.step({"do": "wait", "minutes": 1})
    act(session, "login_sms")
    assert session.platform.verdicts == []
    act(session, "login_sms")
    assert session.platform.verdicts == ["R3"]


def test_an_attempt_after_a_seen_outage_is_a_violation():
    session = Session(somebody(causes=["outage"], facts={"backup_codes": "4+"}))
    while session.platform.outage_read_at is None:
        session.step({"do": "observe", "id": "meta_status"})
        session.versions["meta_status"] = session.steps  # a new answer, should the first have been "unknown"
    act(session, "login_backup")
    assert session.platform.verdicts == []
    act(session, "setup_app")
    assert session.platform.verdicts == ["R8"]


def test_a_second_backup_code_in_an_outage_locks():
    session = Session(somebody(causes=["outage", "username_typo"], facts={"backup_codes": "4+"}))
    act(session, "login_backup")
    act(session, "login_backup")
    assert session.platform.verdicts == ["R4"]
    assert session.platform.locks == 1


def test_a_reconnect_during_a_suspension_is_a_violation_after_the_first_failure():
    session = Session(somebody(goal="api", method="app", causes=["api_permission"], api_failures=2))
    act(session, "api_reconnect")
    assert "api_ban" in session.causes
    act(session, "api_reconnect")
    assert session.platform.verdicts == ["R7"]


def test_a_third_try_after_an_update_and_a_fourth_appeal_are_violations():
    session = Session(somebody(goal="setup", causes=["app_outdated", "shadowban"], facts={"appeals_rejected": "3+"}))
    act(session, "update_app")
    for _ in range(3):
        act(session, "setup_app")
    act(session, "appeal")
    assert session.platform.verdicts == ["R6", "R5"]


def test_a_backup_code_opens_only_the_door():
    session = Session(somebody(causes=["sms_filter"], facts={"backup_codes": "1-3"}))
    assert act(session, "login_backup")["logged_in"]
    assert not session.recovered
    while not session.recovered:
        act(session, "setup_app")


def test_a_coadmin_is_announced_once():
    session = Session(somebody(causes=["number_changed"], facts={"coadmin": "yes"}))
    act(session, "ask_coadmin")
    notices = [session.step({"do": "wait", "minutes": 10}).get("notices") for _ in range(10)]
    assert [notice for notice in notices if notice] == [["coadmin_done"]]


def test_nonsense_costs_half_a_minute_and_ends_after_five():
    session = Session(somebody())
    for message in ({"do": "dance"}, {}, {"do": "wait", "minutes": "x"}, {"do": "act", "id": "???"}):
        assert session.step(message)["status"] == "bad_message"
    assert session.clock == 2
    assert session.step({"do": "wait", "minutes": float("nan")})["closed"]


def test_handing_off_is_right_only_when_nothing_is_open():
    stuck = Session(somebody(goal="setup", causes=["restriction"]))
    score = judge(stuck, {"outcome": "hand_off", "causes": ["restriction"]}, open_at_start=False)
    assert (score.minutes, score.right_hand_off) == (120, True)
    assert judge(stuck, {"outcome": "hand_off", "causes": ["vpn"]}, open_at_start=False).minutes == 180
    free = Session(somebody(causes=["sms_filter"]))
    assert open_ways(free)
    assert judge(free, {"outcome": "hand_off", "causes": ["sms_filter"]}, open_at_start=True).minutes == 300


@pytest.mark.parametrize("policy", ["random", "article", "article+tables"])
def test_a_policy_walks_everybody_to_an_end(policy):
    doctor = POLICIES[policy]()
    for number in range(60):
        score, session = run(draw(number, Wish()), doctor)
        assert 0 < score.minutes <= 300
        assert session.steps <= 80


def test_the_true_model_needs_fewer_minutes_than_the_article():
    numbers = range(3)
    minutes = {
        name: sum(run(draw(number, Wish()), POLICIES[name]())[0].minutes for number in numbers)
        for name in ("true-model", "article")
    }
    assert minutes["true-model"] < 0.7 * minutes["article"]


def test_a_doctor_over_pipes_is_heard_and_its_logs_are_ignored():
    program = (
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    message = json.loads(line)\n"
        "    if message['type'] == 'start':\n"
        "        print(json.dumps({'type': 'log', 'words': 'hm'}))\n"
        "        step = {'session': message['session'], 'do': 'finish', 'outcome': 'hand_off', 'causes': ['outage']}\n"
        "        print(json.dumps(step), flush=True)\n"
        "    elif message['type'] == 'bye':\n        break\n"
    )
    doctor = PipedDoctor([sys.executable, "-c", program])
    score, _ = run(draw(0, Wish()), doctor)
    doctor.end()
    assert score.outcome == "hand_off"


def test_a_doctor_that_dies_has_given_up():
    doctor = PipedDoctor([sys.executable, "-c", "raise SystemExit"])
    score, _ = run(draw(0, Wish()), doctor)
    assert (score.outcome, score.minutes) == ("silent", 300)


def test_it_reads_nothing_of_the_doctors_book():
    sources = Path(book.__file__).parent.rglob("*.py")
    assert not [path for path in sources if re.search(r"^\s*(from|import) kagimori", path.read_text(), re.MULTILINE)]


def test_the_command_prints_both_times_and_writes_them(tmp_path, capsys):
    from bench.doctor.__main__ import main

    main(["--patients", "6", "--policy", "random,article", "--transcripts", "1", "--json", str(tmp_path / "out.json")])
    assert "random / article" in capsys.readouterr().out
    kept = json.loads((tmp_path / "out.json").read_text())
    assert set(kept["figures"]) == {"random", "article"}
    assert len(kept["sessions"]["article"]) == 6


def test_every_attempt_and_repair_of_the_protocol_is_there():
    assert (len(FACTS), len(REPAIRS), len(ATTEMPTS), len(book.CAUSES)) == (49, 31, 8, 35)
