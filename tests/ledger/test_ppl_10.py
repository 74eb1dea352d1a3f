"""PPL-10: while an account is held back, its case says who else can get in, since when that is known, and hands on."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.browsers import answer, case_at
from tests.fakes.people import browser_of, join, make_team, make_user

from kagimori.console.accounts import flows
from kagimori.console.people.models import Person
from kagimori.console.timeline.models import Entry

RESTRICTED = "アクションブロックと表示されてログインできません"


@pytest.fixture
def restricted(db):
    """Ai's account is held back; Ben is its co-admin and got in yesterday, Dai is one and never has."""
    ai, ben, dai = (make_user(name) for name in ("Ai", "Ben", "Dai"))
    team = make_team(ai, "Minato Coffee")
    account = add_account(team, "minato_coffee")
    now = timezone.now()
    flows.give_grant(account, Person.objects.get(user=ai), role="owner", by=actor_of(ai), now=now)
    for user in (ben, dai):
        flows.give_grant(account, join(team, user, "admin"), role="admin", by=actor_of(ai), now=now)
    flows.record_try(account, actor_of(ben), now - timedelta(days=1), kind="app", outcome="in")
    ais = browser_of(ai)
    address = ais.post(f"/t/{team.key}/accounts/{account.pk}/doctor/", {"words": RESTRICTED}).url
    answer(ais, address, "app")
    return ais, address, ben, dai


@pytest.mark.row("PPL-10")
def test_the_case_lists_who_can_get_in_and_when_that_was_last_proven(restricted):
    ais, address, _ben, _dai = restricted
    page = ais.get(address)
    proven = {one.name: one.proven_at is not None for one in page.context["page"].team.others}
    assert proven == {"Ben": True, "Dai": False}
    assert page.context["page"].is_restricted
    assert "ほかに入れる人" in page.content.decode()


@pytest.mark.row("PPL-10")
def test_the_running_work_is_handed_to_one_of_them(restricted):
    ais, address, ben, _dai = restricted
    ais.post(f"{address}hand-over", {"to": str(ben.opaque)})
    assert case_at(address).worked_by == str(ben.opaque)
    assert Entry.objects.get(kind="doctor.case_handed_over").whom == str(ben.opaque)
    assert browser_of(ben).get(address).context["page"].team.is_mine


@pytest.mark.row("PPL-10")
def test_nobody_without_a_way_in_is_handed_the_work(restricted):
    ais, address, _ben, _dai = restricted
    vera = make_user("Vera")
    before = case_at(address).worked_by
    assert ais.post(f"{address}hand-over", {"to": str(vera.opaque)}).status_code == 409
    assert case_at(address).worked_by == before
