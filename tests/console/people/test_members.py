"""Roles and leaving: a team always keeps an owner who stays, and what somebody had ends with them."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from tests.fakes.at_once import at_once
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.people import ending
from kagimori.console.people.members.flows import change_role
from kagimori.console.people.models import ApiToken, Membership, Person
from kagimori.console.people.persons.flows import leave, set_last_day
from kagimori.console.people.refusals import DayPast, Gone, LastOwner, RoleBeyond
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
BY = Actor("", "web")
heard = []


def hear(person, by, now):
    heard.append((person, by, now))


def member(team, user):
    return Membership.objects.get(team=team, user=user)


def person(team, user):
    return Person.objects.get(team=team, user=user)


def test_the_last_owner_can_be_neither_lowered_nor_removed_nor_dated(team, ai):
    with pytest.raises(LastOwner):
        change_role(team.pk, member(team, ai).pk, role="admin", access="full", by=BY, now=NOW)
    with pytest.raises(LastOwner):
        leave(team.pk, person(team, ai).pk, by=BY, now=NOW)
    with pytest.raises(LastOwner):
        set_last_day(team.pk, person(team, ai).pk, date(2026, 12, 1), by=BY, now=NOW)
    assert member(team, ai).ended_at is None
    assert person(team, ai).left_at is None


def test_an_owner_with_a_last_day_does_not_count_as_staying(team, ai):
    other = make_user("Otto")
    join(team, other, "owner")
    set_last_day(team.pk, person(team, other).pk, date(2026, 12, 1), by=BY, now=NOW)

    with pytest.raises(LastOwner):
        leave(team.pk, person(team, ai).pk, by=BY, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_leave_one():
    first, second = make_user("Ai"), make_user("Otto")
    team = make_team(first, "Minato")
    join(team, second, "owner")

    leaving = [partial(leave, team.pk, person(team, one).pk, by=BY, now=NOW) for one in (first, second)]
    outcomes = at_once(leaving)

    assert sum(isinstance(one, LastOwner) for one in outcomes) == 1
    assert Membership.objects.filter(team=team, role="owner", ended_at=None).count() == 1


def test_a_changed_role_counts_at_the_next_click(as_ai, as_ben, team, ben):
    page = f"/t/{team.key}/people/{person(team, ben).pk}/role/"
    before = as_ben.get(f"/t/{team.key}/people/new/").status_code

    as_ai.post(page, {"role": "viewer", "access": "full"})

    assert (before, as_ben.get(f"/t/{team.key}/people/new/").status_code) == (200, 403)
    assert Entry.objects.get(kind="people.role_changed").payload == {"role": "viewer", "access": "full"}


def test_an_owner_is_never_limited_to_tasks(team, ben):
    with pytest.raises(RoleBeyond):
        change_role(team.pk, member(team, ben).pk, role="owner", access="limited", by=BY, now=NOW)


def test_only_an_owner_changes_roles(as_ben, team, ben):
    assert as_ben.get(f"/t/{team.key}/people/{person(team, ben).pk}/role/").status_code == 403


def test_leaving_ends_everything_at_once(as_ai, as_ben, team, ben, settings):
    settings.LEAVING = (f"{__name__}.hear",)
    ApiToken.objects.create(team=team, user=ben, name="n", hashed="h", made_at=NOW, ends_at=NOW + timedelta(days=9))

    as_ai.post(f"/t/{team.key}/people/{person(team, ben).pk}/leave/", {"why": "new job"})

    assert as_ben.get(f"/t/{team.key}/").status_code in (302, 404)
    assert ApiToken.objects.get().revoked_at is not None
    assert heard[-1][0] == person(team, ben).pk
    assert Entry.objects.get(kind="people.person_left").why == "new job"


def test_who_has_left_is_logged_out_and_cannot_leave_again(as_ben, team, ben):
    leave(team.pk, person(team, ben).pk, by=BY, now=NOW)

    with pytest.raises(Gone):
        leave(team.pk, person(team, ben).pk, by=BY, now=NOW)
    assert as_ben.get(f"/t/{team.key}/people/").status_code in (302, 404)


def test_a_stranger_cannot_let_anybody_leave(as_chika, team, ben, other_team):
    them = person(team, ben)

    assert as_chika.post(f"/t/{team.key}/people/{them.pk}/leave/").status_code == 404
    assert as_chika.post(f"/t/{other_team.key}/people/{them.pk}/leave/").status_code == 404
    assert person(team, ben).left_at is None


def test_after_the_last_day_the_door_is_shut_at_once(team, ben):
    browser = browser_of(ben)
    Membership.objects.filter(user=ben).update(ends_on=date.today() - timedelta(days=1))  # noqa: DTZ011  # the door's own

    assert browser.get(f"/t/{team.key}/people/").status_code == 404


def test_the_daily_job_ends_what_was_over_yesterday_and_only_that(team, ben):
    set_last_day(team.pk, person(team, ben).pk, date(2026, 11, 25), by=BY, now=NOW)

    # 15:00 in London's hours is midnight in Tokyo, where the team is.
    assert ending.end_what_is_over(datetime(2026, 11, 25, 14, 59, tzinfo=UTC)) == 0
    assert ending.end_what_is_over(datetime(2026, 11, 25, 15, 0, tzinfo=UTC)) == 1
    assert ending.end_what_is_over(datetime(2026, 11, 25, 16, 0, tzinfo=UTC)) == 0
    assert member(team, ben).ended_at is not None
    assert Entry.objects.filter(kind="people.ended").count() == 1


def test_the_team_is_told_once_that_a_last_day_is_near(team, ben):
    set_last_day(team.pk, person(team, ben).pk, date(2026, 12, 2), by=BY, now=NOW)

    told = [ending.tell_of_what_ends_soon(NOW + timedelta(days=days)) for days in (-1, 0, 1)]

    assert told == [0, 1, 0]
    assert Entry.objects.get(kind="people.ending_soon").payload == {"day": "2026-12-02"}


def test_a_day_that_is_over_is_refused(team, ben):
    with pytest.raises(DayPast):
        set_last_day(team.pk, person(team, ben).pk, date(2026, 11, 24), by=BY, now=NOW)


@pytest.mark.parametrize("page", ["invitations/new/", "{person}/role/", "{person}/leave/"])
def test_giving_and_taking_roles_asks_for_a_fresh_proof(ai, ben, team, page):
    path = f"/t/{team.key}/people/{page.format(person=person(team, ben).pk)}"

    for method in ("get", "post"):
        answer = getattr(browser_of(ai, lately=False), method)(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/again")
    assert browser_of(ai).get(path).status_code == 200
