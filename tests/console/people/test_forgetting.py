"""Names and contacts of somebody who has left can be forgotten; the record of what they did stays, and stays true."""

from datetime import UTC, datetime

import pytest
from tests.fakes.people import browser_of

from kagimori.console.people import forgetting
from kagimori.console.people.models import Person, User
from kagimori.console.people.persons import flows as persons
from kagimori.console.people.refusals import Gone, StillHere
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
CLI = Actor.itself("cli")


@pytest.fixture
def left(ben, team):
    """Ben has left the team."""
    persons.leave(team.pk, Person.objects.get(user=ben).pk, by=CLI, now=NOON)
    return ben


def test_nothing_of_a_name_or_a_contact_is_left(left):
    assert forgetting.forget("Ben@example.jp", by=CLI, now=NOON) == 1
    person, user = Person.objects.get(user=left), User.objects.get(pk=left.pk)
    assert (person.name, person.email, person.phone, person.company) == ("", "", "", "")
    assert (user.name, user.is_active, user.has_usable_password()) == ("", False, False)
    assert "ben" not in user.email


def test_the_record_keeps_what_was_done_and_tells_of_the_forgetting(left, team, as_ai):
    forgetting.forget("ben@example.jp", by=CLI, now=NOON)
    assert Entry.objects.filter(kind="people.forgotten", team=str(team.pk)).count() == 1
    assert "Ben" not in as_ai.get(f"/t/{team.key}/timeline/").content.decode()


def test_a_member_and_an_owner_cannot_be_forgotten(ai, ben):
    for email in ("ai@example.jp", "ben@example.jp"):
        with pytest.raises(StillHere):
            forgetting.forget(email, by=CLI, now=NOON)


def test_a_stranger_has_nothing_to_forget(db):
    with pytest.raises(Gone):
        forgetting.forget("nobody@example.jp", by=CLI, now=NOON)


def test_whoever_was_forgotten_is_logged_out(left):
    browser = browser_of(left)
    forgetting.forget("ben@example.jp", by=CLI, now=NOON)
    assert browser.get("/me/").status_code == 302
