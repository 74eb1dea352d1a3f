"""When a right was last used: noted once a day by the doors, and missed after a quarter (PPL-03)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kagimori.console.people.models import Membership, RightUse
from kagimori.console.people.rights.queries import idle, uses

pytestmark = pytest.mark.django_db


def test_passing_a_door_notes_the_right_with_its_day(as_ben, team, ben):
    as_ben.get(f"/t/{team.key}/people/")

    mark = RightUse.objects.get(user=ben, right="people.see")
    assert (mark.team_id, mark.account, mark.last_on) == (team.pk, "", timezone.localdate())


def test_being_refused_is_no_use(as_ben, team, ben):
    as_ben.get(f"/t/{team.key}/settings/")

    assert not RightUse.objects.filter(right="team.manage").exists()


def test_the_same_right_of_the_same_day_costs_nothing_more(as_ben, team):
    page = f"/t/{team.key}/people/"
    as_ben.get(page)

    with CaptureQueriesContext(connection) as caught:
        as_ben.get(page)

    assert not [query for query in caught if "rightuse" in query["sql"].lower()]


def test_a_right_that_is_held_and_not_used_for_a_quarter_is_idle(team, ben):
    member = Membership.objects.get(user=ben)
    today = member.since.date() + timedelta(days=90)
    RightUse.objects.create(team=team, user=ben, right="people.see", last_on=today - timedelta(days=89))
    RightUse.objects.create(team=team, user=ben, right="people.invite", last_on=today - timedelta(days=90))

    found = {use.right: use.idle for use in uses(member, today)}

    assert found["people.see"] is False
    assert found["people.invite"] is True
    assert found["timeline.see"] is True
    assert not any(right.startswith("meta.") for right in found)


def test_who_has_just_come_has_left_nothing_unused(team, ben):
    assert idle(team.pk, Membership.objects.get(user=ben).since.date() + timedelta(days=89)) == ()


def test_the_review_gets_every_member_with_what_is_idle(team, ai, ben, django_assert_num_queries):
    Membership.objects.update(since=datetime(2026, 1, 1, tzinfo=UTC))

    with django_assert_num_queries(2):
        found = idle(team.pk, date(2026, 11, 25))

    assert {member.user for member, _uses in found} == {ai, ben}


def test_the_persons_page_tells_when_a_right_was_last_used(as_ai, team, ai):
    page = f"/t/{team.key}/people/{team.persons.get(user=ai).pk}/"
    as_ai.get(f"/t/{team.key}/people/")

    shown = as_ai.get(page).context["uses"]

    assert any(use.last_on == timezone.localdate() for use in shown)
