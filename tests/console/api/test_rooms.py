"""The main roads of each room, walked by a program."""

import pytest
from tests.fakes.accounts import add_account
from tests.fakes.people import join

from kagimori.console.accounts.models import Grant, InstagramAccount
from kagimori.console.timeline.models import Entry

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def base(team):
    """Where the team is."""
    return f"/api/v1/teams/{team.key}"


@pytest.fixture
def account(team, base):
    """Where one account of the team is."""
    return f"{base}/accounts/{add_account(team, 'minato_coffee').pk}"


def test_an_account_is_added_changed_archived_and_brought_back(by_ai, base):
    made = by_ai.post(f"{base}/accounts", {"handle": "@Minato_Roastery", "phone": "03-1234-5678"}, JSON).json()
    here = f"{base}/accounts/{made['id']}"

    assert (made["handle"], made["phone"]) == ("minato_roastery", "+81312345678")
    assert by_ai.put(here, {"handle": "minato_roastery", "name": "Roastery"}, JSON).json()["name"] == "Roastery"
    assert by_ai.delete(here).status_code == 204
    assert by_ai.get(here).status_code == 404
    assert by_ai.get(f"{base}/archived-accounts").json()["items"][0]["id"] == made["id"]
    assert by_ai.post(f"{here}/bring-back").status_code == 200
    assert {entry.place for entry in Entry.objects.filter(subject=f"account:{made['id']}")} == {"api"}


def test_a_try_takes_the_slot_and_is_told(by_ai, program, ben, team, account):
    by_ben = program(ben, team)

    assert by_ai.post(f"{account}/tries/begin", {"kind": "app"}, JSON).status_code == 201
    taken = by_ben.post(f"{account}/tries/begin", {"kind": "app"}, JSON)
    assert (taken.status_code, taken.json()["error"]["code"]) == (409, "accounts.somebody_tries")

    light = by_ai.post(f"{account}/tries", {"kind": "app", "outcome": "refused"}, JSON).json()
    assert light["slot"] is None
    assert by_ben.get(f"{account}/light").json()["left_this_hour"] == light["left_this_hour"] == 3


def test_a_lock_is_noted_and_lifted(by_ai, account):
    hold = by_ai.post(f"{account}/holds", {"kind": "lock"}, JSON).json()

    assert (hold["kind"], hold["source"]) == ("lock", "api")
    assert by_ai.get(f"{account}/light").json()["why"] == "lock"
    assert by_ai.delete(f"{account}/holds/{hold['id']}").status_code == 204
    assert by_ai.get(f"{account}/holds").json() == []


def test_a_role_over_an_account_is_given_changed_and_ended(by_ai, base, account, team, ben):
    person = by_ai.get(f"{base}/people", {"text": "Ben"}).json()["items"][0]["id"]

    given = by_ai.post(f"{account}/grants", {"person": person, "role": "admin"}, JSON).json()
    reach = by_ai.get(f"{base}/matrix").json()["items"]
    changed = by_ai.put(f"{account}/grants/{given['id']}", {"role": "ads"}, JSON).json()

    assert [(one["person"], one["role"]) for one in reach] == [(person, "admin")]
    assert changed["role"] == "ads"
    assert by_ai.delete(f"{account}/grants/{given['id']}").status_code == 204
    assert InstagramAccount.objects.get().ads_operators == 0


def test_facts_have_three_states_and_the_board_names_the_first_gap(by_ai, account, ai):
    told = by_ai.put(f"{account}/facts", {"facts": {"codes_kept": "yes"}}, JSON).json()["facts"]

    assert (told["codes_kept"]["state"], told["codes_kept"]["by"]) == ("yes", str(ai.opaque))
    assert (told["api_renewal"]["state"], told["api_renewal"]["at"]) == ("unknown", None)
    board = by_ai.get(f"{account}/readiness").json()
    assert (board["ready"], board["codes"]["state"]) == (False, "yes")
    assert board["first_gap"] in {"co_admins", "api"}


def test_a_list_of_people_is_taken_over(by_ai, base):
    taken = by_ai.post(f"{base}/people/import", {"text": "Name,Email\nEri,eri@example.jp\n"}, JSON)

    assert (taken.status_code, taken.json()["added"]) == (201, 1)
    assert by_ai.get(f"{base}/people", {"text": "eri@example.jp"}).json()["items"][0]["name"] == "Eri"


def test_what_was_done_stands_in_the_timeline_and_the_chain_holds(by_ai, base, account):
    by_ai.post(f"{account}/holds", {"kind": "block"}, JSON)

    newest = by_ai.get(f"{base}/timeline", {"kind": "accounts."}).json()["items"][0]
    assert newest["subject"] == f"account:{InstagramAccount.objects.get().pk}"
    assert by_ai.get(f"{base}/timeline/proof").json()["holds"] is True


def test_somebody_limited_to_a_task_sees_their_own_account_alone(program, chika, team, base, account):
    person = join(team, chika, "ads", access="limited")
    mine = InstagramAccount.objects.get()
    add_account(team, "other")
    Grant.objects.create(
        account=mine, person=person, role="ads", access="limited", tasks=["tries.record"], since=person.added_at
    )
    by_chika = program(chika, team)

    assert [one["handle"] for one in by_chika.get(f"{base}/accounts").json()["items"]] == ["minato_coffee"]
    assert by_chika.post(f"{account}/tries", {"kind": "app", "outcome": "refused"}, JSON).status_code == 201
    assert by_chika.post(f"{account}/campaigns", {"name": "x"}, JSON).status_code == 403


def test_jobs_are_shown_to_the_owner_of_the_installation(by_ai):
    assert set(by_ai.get("/api/v1/installation/jobs").json()) == {"failed", "running", "due", "times", "done"}
