"""At most 25 people hold rights beside the owners; who asks at once gets no place too many (PPL-01)."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from tests.fakes.at_once import at_once
from tests.fakes.people import join, make_team, make_user

from kagimori.console.people import seats
from kagimori.console.people.invitations import flows
from kagimori.console.people.invitations.flows import Guest
from kagimori.console.people.members.flows import change_role
from kagimori.console.people.models import Invitation, Membership
from kagimori.console.people.persons.flows import set_last_day
from kagimori.console.people.refusals import PartnerLimit
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor
from kagimori.knowledge import load_policy

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
MOST = load_policy()["people.partners"].count
BY = Actor("", "web")


def invite(team, number, role="ads"):
    guest = Guest(f"guest{number}@example.jp", role)
    return flows.invite(team.pk, guest, by=BY, now=NOW, by_mail=False, any_role=True)[0]


def fill(team, but=0):
    for number in range(MOST - but):
        invite(team, number)


def test_the_one_beyond_the_limit_is_refused_with_the_reason(team):
    fill(team)

    with pytest.raises(PartnerLimit) as refused:
        invite(team, 99)

    assert refused.value.fields == {"most": MOST, "taken": MOST}
    assert Entry.objects.get(kind="people.partner_limit").payload == {"most": MOST}


def test_owners_viewers_and_auditors_take_no_place(team):
    fill(team)

    for number, role in enumerate(("owner", "viewer", "auditor"), start=100):
        invite(team, number, role)

    assert seats.taken(team.pk, NOW) == MOST


def test_a_place_is_free_again_when_an_invitation_is_taken_back_or_lapses(team):
    fill(team)
    first = Invitation.objects.order_by("email").first()
    flows.withdraw(team.pk, first.pk, by=BY, now=NOW)

    assert invite(team, 99)
    assert seats.taken(team.pk, NOW + load_policy()["people.invitation"].span) == 0


def test_a_lapsed_invitation_is_sent_again_only_where_there_is_a_place(team):
    late = NOW + load_policy()["people.invitation"].span
    old = invite(team, 99)
    for number in range(MOST):
        flows.invite(team.pk, Guest(f"g{number}@example.jp", "ads"), by=BY, now=late, by_mail=False, any_role=True)

    with pytest.raises(PartnerLimit):
        flows.renew(team.pk, old.pk, by=BY, now=late, by_mail=False, any_role=True)


def test_the_team_may_have_fewer_places(team):
    team.partner_limit = 1
    team.save()
    invite(team, 1)

    with pytest.raises(PartnerLimit):
        invite(team, 2)


def test_a_viewer_becomes_an_admin_only_where_there_is_a_place(team):
    fill(team)
    viewer = make_user("Vera")
    join(team, viewer, "viewer")

    with pytest.raises(PartnerLimit):
        change_role(team.pk, Membership.objects.get(user=viewer).pk, role="admin", access="full", by=BY, now=NOW)


def test_who_comes_back_after_the_last_day_needs_a_place(team, ben):
    Membership.objects.filter(user=ben).update(ends_on=date(2026, 11, 1))
    fill(team)

    with pytest.raises(PartnerLimit):
        set_last_day(team.pk, team.persons.get(user=ben).pk, None, by=BY, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_exactly_the_last_place_is_given():
    team = make_team(make_user("Ai"), "Minato")
    fill(team, but=1)

    outcomes = at_once([partial(invite, team, 100 + number) for number in range(6)])

    assert sum(isinstance(one, Invitation) for one in outcomes) == 1
    assert sum(isinstance(one, PartnerLimit) for one in outcomes) == 5
    assert seats.taken(team.pk, NOW) == MOST
