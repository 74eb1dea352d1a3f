"""Every operation of the API, with tokens of everybody and everybody's ids."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from tests.console.addresses import MARKS, ask, operations
from tests.fakes.rows import rows_of

from kagimori.console.doors.api import INSTALLATION

pytestmark = pytest.mark.django_db
OPERATIONS = operations()
PARTS = sorted({part for one in OPERATIONS for part in one.parts} - {"team"})
# What a request holds that would be done: an operation that takes a body and does not stand here fails the test.
BODIES = {
    "team_change_team": {"name": "Taken", "language": "en", "time_zone": "UTC"},
    "team_add_domain": {"domain": "taken.example"},
    "team_add_number": {"number": "+81312345670"},
    "people_add_person": {"name": "Taken"},
    "people_import_people": {"text": "Name,Email\nTaken,taken@example.jp\n"},
    "people_change_person": {"name": "Taken"},
    "people_say_two_factor": {"state": "yes"},
    "people_leave": {},
    "people_change_role": {"role": "viewer"},
    "invitations_invite": {"email": "taken@example.jp", "role": "viewer"},
    "accounts_add_account": {"handle": "taken"},
    "accounts_change_account": {"handle": "taken"},
    "accounts_give_grant": {"person": "{person}", "role": "ads"},
    "accounts_change_grant": {"role": "ads"},
    "tries_begin_try": {"kind": "app"},
    "tries_end_try": {"kind": "app", "outcome": "refused"},
    "tries_note_hold": {"kind": "lock"},
    "notes_say_facts": {"facts": {"app": "yes"}},
    "notes_add_holder": {"person": "{person}", "device": "taken"},
    "notes_add_campaign": {"name": "Taken", "begins_at": "2026-11-25T10:00:00Z"},
    "notes_note_payment": {"note": "taken", "virtual_card": "no"},
    "vault_reset": {},
    "sheets_keep_sheet": {"text": "11223344 55667788"},
    "sheets_retire_sheet": {"why": "lost"},
    "sheets_count_sheet": {"shown": 3},
    "sheets_note_place": {"kind": "safe", "person": "{person}"},
    "codes_take_code": {"purpose": "login"},
    "codes_reserve_code": {},
    "codes_say_used": {},
    "codes_say_spoiled": {},
    "authenticators_begin_authenticator": {"key": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"},
    "authenticators_note_app": {"app": "google", "device": "taken", "person": "{person}"},
    "authenticators_prove_app": {"code": "123456"},
    "authenticators_retire_authenticator": {"why": "lost"},
    "authenticators_code_now": {"purpose": "login"},
    "cases_hand_over": {"user": "{user}"},
    "jobs_job_again": {"id": "none"},
}


@pytest.fixture
def ours(team, ai, ben):
    return rows_of(team, ai) | {"user": ben.opaque}


@pytest.fixture
def theirs(other_team, chika):
    return rows_of(other_team, chika, handle="harbour_books") | {"user": chika.opaque}


def asked(client, some, ids, wrong, sent=None):
    """Return every answer that `wrong(operation, status, changed, text)` is true of, a line each."""
    found = []
    for one in some:
        body = json.dumps(BODIES.get(one.id, {}))
        for part in ("person", "user"):
            body = body.replace(f"{{{part}}}", str((sent or ids)[part]))
        answer, changed = ask(client, one.method, one.at(**ids), data=body, content_type="application/json")
        if wrong(one, answer.status_code, changed, answer.content.decode()):
            found.append((one.id, one.method, answer.status_code, answer.content[:200]))
    return "\n".join(map(str, found))


def not_404(_one, status, changed, text):
    return status != 404 or changed or any(mark in text for mark in MARKS)


def test_every_operation_asks_for_a_right():
    assert [one for one in OPERATIONS if not one.right] == []


def test_every_body_that_is_taken_is_tried(by_ai):
    described = by_ai.get("/api/v1/openapi.json").json()["paths"]
    taking = {deed["operationId"] for path in described.values() for deed in path.values() if "requestBody" in deed}

    assert taking == set(BODIES)


def test_nobody_gets_an_answer(ours):
    def wrong(_one, status, changed, _text):
        return status != 401 or changed

    assert asked(Client(), OPERATIONS, ours, wrong) == ""


def test_a_login_on_the_web_opens_nothing_here(ours, as_ai):
    def wrong(_one, status, changed, _text):
        return status != 401 or changed

    assert asked(as_ai, OPERATIONS, ours, wrong) == ""


def test_a_token_whose_user_has_no_second_step_opens_nothing(ours, by_ai, ai):
    Authenticator.objects.filter(user=ai).delete()

    def wrong(_one, status, changed, _text):
        return status != 403 or changed

    assert asked(by_ai, OPERATIONS, ours, wrong) == ""


def test_a_stranger_finds_nothing_at_another_teams_addresses(ours, theirs, program, chika, other_team, team):
    by_chika, some = program(chika, other_team), [one for one in OPERATIONS if "team" in one.parts]

    assert asked(by_chika, some, ours, not_404) == ""
    assert asked(by_chika, some, theirs | {"team": team.key}, not_404) == ""


@pytest.mark.parametrize("part", PARTS)
def test_another_teams_id_in_her_own_teams_address_opens_nothing(part, ours, theirs, program, chika, other_team):
    some = [one for one in OPERATIONS if part in one.parts and part != "row"]
    rows = [one for one in OPERATIONS if part == "row" and part in one.parts]
    by_chika = program(chika, other_team)

    assert asked(by_chika, some, theirs | {part: ours[part]}, not_404) == ""
    # A row that is gone stays gone: the answer is the same for one that never was hers.
    assert asked(by_chika, rows, theirs | {part: ours[part]}, lambda _o, s, changed, _t: s != 204 or changed) == ""


def test_nor_does_another_teams_id_in_what_she_sends(ours, theirs, program, chika, other_team):
    some = [one for one in OPERATIONS if "{" in json.dumps(BODIES.get(one.id, {}))[1:] and "facts" not in one.id]

    assert asked(program(chika, other_team), some, theirs, not_404, sent=ours) == ""


def test_what_concerns_the_installation_is_for_its_owner_with_that_right_alone(ours, program, ai, ben, team):
    some = [one for one in OPERATIONS if one.right == INSTALLATION]

    def refused(_one, status, changed, _text):
        return status != 403 or changed

    assert some
    assert asked(program(ben, team), some, ours, refused) == ""
    assert asked(program(ai, team, ["team.see"]), some, ours, refused) == ""
    assert asked(program(ai, team), some, ours, lambda _one, status, _c, _t: status == 403 or status >= 500) == ""
