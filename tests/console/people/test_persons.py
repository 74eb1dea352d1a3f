"""Persons: noted with or without a login, their contacts judged, their two-step verification in three states."""

from datetime import UTC, datetime

import pytest
from tests.fakes.people import join, make_user

from kagimori.console.people.models import Person, TeamDomain, TeamNumber
from kagimori.console.people.persons import flows
from kagimori.console.people.persons.flows import Wishes
from kagimori.console.people.refusals import Gone, MailTaken
from kagimori.console.timeline.models import Entry
from kagimori.core.people.numbers import NumberUnusable
from kagimori.core.people.standing import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
BY = Actor("", "web")
FIELDS = {"name": "Sato", "email": "Sato@Minato.Example", "phone": "090-1234-5678", "kind": "freelancer"}


def add(team, **wishes):
    return flows.add(team.pk, Wishes(**{"name": "Sato", **wishes}), by=BY, now=NOW)


def test_contacts_are_stored_in_one_form(as_ai, team):
    as_ai.post(f"/t/{team.key}/people/new/", FIELDS)

    sato = Person.objects.get(name="Sato")
    assert (sato.email, sato.phone, sato.kind) == ("sato@minato.example", "+819012345678", "freelancer")


def test_a_wrong_number_is_told_beside_its_field(as_ai, team):
    answer = as_ai.post(f"/t/{team.key}/people/new/", FIELDS | {"phone": "12"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["phone"]


def test_an_address_belongs_to_one_person_of_the_team(team, other_team):
    add(team, email="sato@minato.example")

    with pytest.raises(MailTaken):
        add(team, email="SATO@minato.example")
    assert add(other_team, email="sato@minato.example")
    with pytest.raises(NumberUnusable):
        add(team, phone="12")


def test_what_is_not_the_companys_is_marked_in_words(as_ai, team):
    TeamDomain.objects.create(team=team, domain="minato.example")
    TeamNumber.objects.create(team=team, number="+81335803311")
    sato = add(team, email="sato@gmail.com", phone="090-1234-5678")

    page = as_ai.get(f"/t/{team.key}/people/{sato.pk}/", headers={"accept-language": "en"}).content.decode()

    assert "not a company address" in page
    assert "not a company number" in page
    assert "090-1234-5678" in page


def test_nothing_is_foreign_to_a_team_that_has_named_nothing(as_ai, team):
    sato = add(team, email="sato@minato.example", phone="090-1234-5678")

    page = as_ai.get(f"/t/{team.key}/people/{sato.pk}/", headers={"accept-language": "en"}).content.decode()

    assert "not a company address" not in page
    assert "not a company number" not in page


@pytest.mark.parametrize("state", ["yes", "no", "unknown"])
def test_two_step_verification_is_noted_with_one_tap(as_ben, team, ben, state):
    sato = add(team)

    as_ben.post(f"/t/{team.key}/people/{sato.pk}/two-factor/", {"state": state})

    fact = Person.objects.get(pk=sato.pk).second_step
    assert (fact.state, fact.source, fact.by) == (state, "person", str(ben.opaque))
    assert Entry.objects.get(kind="people.two_factor_said").payload == {"state": state}


def test_until_somebody_says_so_it_is_unknown(team):
    fact = add(team).second_step

    assert (fact.state, fact.source, fact.at) == ("unknown", "", None)


def test_a_state_that_is_none_is_refused(as_ben, team):
    sato = add(team)

    assert as_ben.post(f"/t/{team.key}/people/{sato.pk}/two-factor/", {"state": "maybe"}).status_code == 404


def test_the_list_is_narrowed(as_ai, team, ben):
    add(team, kind="agency", company="Hikari")
    listing = f"/t/{team.key}/people/"

    def names(query):
        return {row.name for row in as_ai.get(f"{listing}?{query}").context["rows"]}

    assert names("") == {"Ai", "Ben", "Sato"}
    assert names("role=admin") == {"Ben"}
    assert names("role=none") == {"Sato"}
    assert names("two_factor=unknown&kind=agency") == {"Sato"}
    assert names("q=hikari") == {"Sato"}
    assert names("role=nonsense") == {"Ai", "Ben", "Sato"}


def test_the_list_costs_the_same_however_long_it_is(as_ai, team):
    page = f"/t/{team.key}/people/"
    as_ai.get(page)
    with_few = _queries(as_ai, page)
    for number in range(30):
        user = make_user(f"M{number}")
        join(team, user, "viewer")

    assert _queries(as_ai, page) == with_few


def _queries(browser, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        browser.get(page)
    return len(caught)


def test_somebody_of_another_team_is_out_of_reach(as_ai, team, other_team):
    theirs = add(other_team)

    assert as_ai.get(f"/t/{team.key}/people/{theirs.pk}/").status_code == 404
    assert as_ai.post(f"/t/{team.key}/people/{theirs.pk}/edit/", FIELDS).status_code == 404
    with pytest.raises(Gone):
        flows.say_two_factor(team.pk, theirs.pk, "yes", by=BY, now=NOW)


def test_an_ads_operator_does_not_see_the_people(team):
    from tests.fakes.people import browser_of

    user = make_user("Ada")
    join(team, user, "ads")

    assert browser_of(user).get(f"/t/{team.key}/people/").status_code == 403


@pytest.mark.parametrize("role", ["owner", "admin"])
def test_an_admin_sets_no_last_day_for_a_member_and_none_for_themselves(as_ben, ben, team, role):
    otto = join(team, make_user("Otto"), role)
    mine = Person.objects.get(team=team, user=ben)

    for member in (otto, mine):
        typed = FIELDS | {"email": member.email, "ends_on": "2099-12-01"}
        answer = as_ben.post(f"/t/{team.key}/people/{member.pk}/edit/", typed)
        assert answer.status_code == 422
        assert answer.context["form"].errors["ends_on"]

    assert not Person.objects.exclude(ends_on=None).exists()
    assert set(team.memberships.values_list("ends_on", flat=True)) == {None}


def test_an_admin_sets_the_last_day_of_somebody_without_a_login(as_ben, team):
    sato = add(team)

    as_ben.post(f"/t/{team.key}/people/{sato.pk}/edit/", FIELDS | {"ends_on": "2099-12-01"})

    assert str(Person.objects.get(pk=sato.pk).ends_on) == "2099-12-01"
