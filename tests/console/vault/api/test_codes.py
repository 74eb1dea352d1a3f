"""Codes over the API: one at a time, once, for a purpose, and never repeated by anything else."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.console.api.conftest import by_ai, program
from tests.fakes.accounts import add_account
from tests.fakes.people import join, make_user

from kagimori.console.accounts.models import Grant
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.models import BackupCode, CodesDraft

__all__ = ["by_ai", "program"]  # fixtures
JSON = "application/json"
CODES = ("27354618", "09182736", "55501234")
TEXT = "1. 2735 4618\n2. 0918 2736\n3. ５５５０ １２３４\n"
FOR = {"purpose": "login"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    row = add_account(team, "minato_coffee")
    return f"/api/v1/teams/{team.key}/accounts/{row.pk}"


@pytest.fixture
def kept(by_ai, account):
    """A sheet of three codes."""
    return by_ai.post(f"{account}/sheet", {"text": TEXT}, JSON).json()


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


def test_a_sheet_is_kept_from_pasted_text_and_no_answer_repeats_a_code(by_ai, account):
    answer = by_ai.post(f"{account}/sheet", {"text": TEXT, "issued_on": "2026-11-20"}, JSON)

    assert (answer.status_code, answer.json()["found"], answer.json()["generation"]) == (201, 3, 1)
    shown = by_ai.get(f"{account}/sheet")
    assert [one["state"] for one in shown.json()["codes"]] == ["unused"] * 3
    assert by_ai.get(f"{account}/vault").json()["codes_left"] == 3
    for text in (answer.content.decode(), shown.content.decode()):
        assert not any(code in text for code in CODES)
    assert not CodesDraft.objects.exists()


def test_lines_that_look_wrong_keep_nothing_until_that_is_meant(by_ai, account):
    wrong = {"text": f"{TEXT}123456\n"}

    assert code_of(by_ai.post(f"{account}/sheet", wrong, JSON)) == (422, "vault.codes_look_wrong")
    assert not BackupCode.objects.exists()
    assert not CodesDraft.objects.exists()
    assert by_ai.post(f"{account}/sheet", wrong | {"anyway": True}, JSON).json()["found"] == 3


def test_each_code_is_handed_out_once_in_turn_and_then_none_is_left(by_ai, account, kept):
    taken = [by_ai.post(f"{account}/codes/take", FOR, JSON).json() for _ in CODES]

    assert [one["code"] for one in taken] == list(CODES)
    assert [one["left"] for one in taken] == [2, 1, 0]
    assert code_of(by_ai.post(f"{account}/codes/take", FOR, JSON)) == (409, "vault.none_left")


def test_a_purpose_is_asked_for(by_ai, account, kept):
    assert code_of(by_ai.post(f"{account}/codes/take", {}, JSON)) == (422, "api.fields_wrong")
    assert code_of(by_ai.post(f"{account}/codes/take", {"purpose": "fun"}, JSON)) == (422, "api.fields_wrong")
    assert not BackupCode.objects.exclude(state="unused").exists()


def test_who_took_it_through_the_api_and_what_for_is_in_the_record(by_ai, ai, account, kept):
    by_ai.post(f"{account}/codes/take", FOR | {"why": "new laptop"}, JSON)

    entry = Entry.objects.get(kind="vault.code_handed")
    assert (entry.actor, entry.place) == (str(ai.opaque), "api")
    assert "27354618" not in repr(Entry.objects.values())


def test_an_answer_that_got_lost_is_given_again_to_the_same_one_alone(by_ai, program, ben, team, account, kept):
    taken = by_ai.post(f"{account}/codes/take", FOR, JSON).json()
    again = f"{account}/codes/{taken['id']}/show"

    assert by_ai.post(again).json()["code"] == taken["code"]
    other = program(ben, team).post(again)
    assert other.status_code == 409
    assert taken["code"] not in other.content.decode()


def test_what_became_of_it_is_told_and_a_slip_is_taken_back(by_ai, account, kept):
    taken = by_ai.post(f"{account}/codes/take", FOR, JSON).json()
    code = f"{account}/codes/{taken['id']}"

    assert by_ai.post(f"{code}/used", {}, JSON).json()["state"] == "used"
    assert by_ai.post(f"{code}/back").json()["state"] == "handed"
    assert by_ai.post(f"{code}/spoiled", {"why": "refused"}, JSON).json()["state"] == "spoiled"
    assert by_ai.get(f"{account}/vault").json()["codes_left"] == 2


def test_a_code_is_kept_for_somebody_and_given_back(by_ai, program, ben, team, account, kept):
    kept_one = by_ai.post(f"{account}/codes/reserve", {}, JSON)
    code = f"{account}/codes/{kept_one.json()['id']}"

    assert (kept_one.status_code, kept_one.json()["state"]) == (201, "reserved")
    assert by_ai.post(f"{code}/release").json()["state"] == "unused"


def test_a_retired_sheet_hands_out_nothing(by_ai, account, kept):
    assert by_ai.post(f"{account}/sheet/retire", {"why": "lost"}, JSON).status_code == 204

    assert code_of(by_ai.post(f"{account}/codes/take", FOR, JSON)) == (409, "vault.no_sheet")
    assert by_ai.get(f"{account}/vault").json()["codes_left"] is None


def test_both_places_are_asked_for_and_noted(by_ai, account, kept):
    assert by_ai.get(f"{account}/sheet").json()["missing"]
    place = by_ai.post(f"{account}/sheet/places", {"kind": "safe", "words": "the office"}, JSON).json()
    by_ai.post(f"{account}/sheet/places", {"kind": "manager"}, JSON)

    assert by_ai.get(f"{account}/sheet").json()["missing"] == []
    assert by_ai.get(f"{account}/vault").json()["codes_on_paper"] == 1
    assert by_ai.delete(f"{account}/sheet/places/{place['id']}").status_code == 204
    assert by_ai.get(f"{account}/vault").json()["codes_on_paper"] == 0


def test_a_count_compares_both_numbers(by_ai, account, kept):
    counted = by_ai.post(f"{account}/sheet/count", {"shown": 2}, JSON)

    assert (counted.status_code, counted.json()) == (201, {"shown": 2, "held": 3})


def test_a_token_without_the_right_takes_nothing(program, ai, team, account, kept):
    by_little = program(ai, team, ["accounts.see", "codes.manage"])

    assert code_of(by_little.post(f"{account}/codes/take", FOR, JSON)) == (403, "api.not_allowed")
    assert by_little.get(f"{account}/vault").status_code == 200
    assert not BackupCode.objects.exclude(state="unused").exists()


def test_somebody_limited_to_the_task_takes_codes_of_that_account_alone(program, chika, team, by_ai, account, kept):
    person, other = join(team, chika, "admin", access="limited"), add_account(team, "minato_tea")
    mine = BackupCode.objects.first().account
    tasks = {"role": "admin", "access": "limited", "tasks": ["codes.use"], "since": person.added_at}
    Grant.objects.create(account=mine, person=person, **tasks)
    by_chika = program(chika, team)

    assert by_chika.post(f"{account}/codes/take", FOR, JSON).status_code == 200
    assert by_chika.post(f"{account}/sheet", {"text": TEXT}, JSON).status_code == 403
    elsewhere = account.rpartition("/")[0] + f"/{other.pk}"
    assert by_chika.post(f"{elsewhere}/codes/take", FOR, JSON).status_code == 403


def test_during_an_outage_the_second_within_an_hour_waits_with_its_end(by_ai, account, kept):
    begun = timezone.now() - timedelta(minutes=5)
    by_ai.post(f"{account}/holds", {"kind": "outage", "since": begun.isoformat()}, JSON)
    by_ai.post(f"{account}/codes/take", FOR, JSON)

    answer = by_ai.post(f"{account}/codes/take", FOR, JSON)

    assert code_of(answer) == (409, "vault.codes_held")
    assert answer.json()["error"]["fields"]["until"]
    assert by_ai.get(f"{account}/vault").json()["codes_held_until"]


def test_a_code_of_another_account_is_not_found(by_ai, team, account, kept):
    other = add_account(team, "minato_tea")
    elsewhere = account.rpartition("/")[0] + f"/{other.pk}"

    answer = by_ai.post(f"{elsewhere}/codes/{BackupCode.objects.first().pk}/used", {}, JSON)

    assert code_of(answer) == (404, "api.not_here")


def test_what_was_pasted_stands_in_no_refusal(by_ai, account):
    for wrong in ({"text": "27354618", "more": 1}, {"text": "27354618", "issued_on": "soon"}, {"text": "27354618\0"}):
        answer = by_ai.post(f"{account}/sheet", wrong, JSON)
        assert answer.status_code == 422
        assert "27354618" not in answer.content.decode()


def test_only_the_owner_of_the_account_keeps_sheets(program, ben, team, account):
    assert program(ben, team).post(f"{account}/sheet", {"text": TEXT}, JSON).status_code == 403


def test_a_member_without_access_sees_no_state(program, team, account):
    eri = make_user("Eri")
    join(team, eri, "ads", access="limited")

    assert program(eri, team).get(f"{account}/vault").status_code == 403
