"""The wizard at a scripted terminal."""

import stat
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.fakes.terminal import ScriptedTerminal

from kagimori.cli.cases import CaseFolder, CaseUnknown
from kagimori.cli.wizard import Left, Wizard
from kagimori.core.doctor.advise import Step

START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def once(*answers):
    return [(answer, True) for answer in answers]


def always(*answers):
    return [(answer, False) for answer in answers]


@pytest.fixture
def folder(tmp_path):
    return CaseFolder(tmp_path / "cases")


def wizard(folder, rules, typed=()):
    terminal = ScriptedTerminal(START, rules, typed)
    return Wizard(terminal, folder), terminal


def walk(a_wizard):
    a_wizard.open()
    a_wizard.walk()


# A person who does whatever is asked, finds every answer harmless, and gets in at the first try.
WILLING = always("wait", "worked", "no", "yes", "unknown")


def test_a_whole_case_ends_recovered_and_asks_for_codes(folder):
    seat, _ = wizard(folder, [*once("code_refused", "android"), *WILLING])

    walk(seat)

    closing = seat.case.closing
    assert closing.value == "recovered"
    assert closing.more["backup_codes"] in ("yes", "no")
    assert closing.more["next_check"] > "2026-11-25"


def test_every_event_is_on_disk_before_the_next_question(folder):
    seat, _ = wizard(folder, once("code_missing", "ios"))

    with pytest.raises(KeyboardInterrupt):
        walk(seat)

    assert folder.load(seat.case.id).events == seat.case.events


def test_a_case_file_is_closed_to_others(folder):
    seat, _ = wizard(folder, once("code_missing", "ios"))
    seat.open()

    mode = stat.S_IMODE((folder.path / f"{seat.case.id}.jsonl").stat().st_mode)

    assert mode == 0o600


def test_leaving_and_coming_back_goes_on_at_the_same_step(folder):
    seat, _ = wizard(folder, [*once("code_refused", "android"), *once("leave")])
    with pytest.raises(Left):
        walk(seat)
    before = seat.advice().step

    again, _ = wizard(folder, ())
    again.take_up(seat.case.id)

    assert again.advice().step.id == before.id
    assert again.reader.os == "android"


def test_back_takes_the_last_answer_out(folder):
    seat, _ = wizard(folder, [*once("code_refused", "ios"), *once("unknown", "back"), *once("leave")])

    with pytest.raises(Left):
        walk(seat)

    kinds = [event.kind for event in seat.case.events]
    assert kinds == ["opened", "answered", "undone"]
    assert [event.kind for event in seat.case.standing] == ["opened"]


def test_own_words_are_masked_before_they_are_stored(folder):
    words = "認証アプリのコードが無効になる。電話は 090-1234-5678 です"
    seat, _ = wizard(folder, once("type", "ios"), [words])

    seat.open()

    assert "1234" not in (folder.path / f"{seat.case.id}.jsonl").read_text(encoding="utf-8")


def test_the_plan_is_a_checklist_of_steps(folder):
    seat, _ = wizard(folder, once("code_refused", "ios"))
    seat.open()

    assert seat.plan().count("- [ ]") >= 2


def test_a_case_that_nobody_knows_is_named(folder):
    seat, _ = wizard(folder, ())

    with pytest.raises(CaseUnknown) as fault:
        seat.take_up("20260101-0000-abcd")

    assert fault.value.fields["case"] == "20260101-0000-abcd"


def test_a_name_with_a_path_in_it_is_no_case(folder):
    seat, _ = wizard(folder, ())

    with pytest.raises(CaseUnknown):
        seat.take_up("../secret")


def test_who_is_in_already_says_so_at_any_step_and_the_case_ends_recovered(folder):
    seat, _ = wizard(folder, [*once("code_refused", "android", "inside"), *always("no")])

    walk(seat)

    assert seat.case.closing.value == "recovered"
    assert seat.case.closing.more["backup_codes"] == "no"


def test_a_wait_can_be_filled_with_a_harmless_step(folder):
    seat, _ = wizard(folder, once("code_missing", "ios", "vpn_off", "worked"))
    seat.open()
    advice = seat.advice()

    seat.wait(replace(advice, step=Step("wait", "", until=START), rest=(Step("act", "vpn_off"),)))

    assert [(event.kind, event.id) for event in seat.case.events[1:]] == [("did", "vpn_off")]
