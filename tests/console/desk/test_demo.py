"""The invented teams: told through the flows, once, and only where nothing real is."""

import pytest
from django.utils import timezone
from tests.fakes.people import make_user

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.desk.demo.fill import NotEmpty, fill
from kagimori.console.people.models import Person, Team, User


@pytest.fixture
def told(db):
    """The whole story."""
    return fill(timezone.now())


def test_there_are_two_teams_twelve_people_and_thirty_accounts(told):
    names = set(Person.objects.values_list("name", flat=True))

    assert Team.objects.count() == 2
    assert len(names) == 12
    assert InstagramAccount.objects.count() == 30


def test_its_owner_gets_in_with_what_was_printed(told, client):
    user = User.objects.get(email=told.mail)

    assert user.check_password(told.password)
    assert user.is_owner
    assert User.objects.exclude(pk=user.pk).filter(password__startswith="md5$").count() == 0


def test_its_desk_has_something_of_every_kind(told, client):
    client.force_login(User.objects.get(email=told.mail))
    team = Team.objects.get(name="みなと珈琲")

    page = client.get(f"/t/{team.key}/", HTTP_ACCEPT_LANGUAGE="en")

    kinds = {todo.kind for todo in page.context["first"] + page.context["rest"]}
    assert kinds == {"danger", "care", "plain"}


def test_it_does_not_stand_among_what_is_real(db):
    make_user("Ai")

    with pytest.raises(NotEmpty):
        fill(timezone.now())
    assert Team.objects.count() == 0


def test_addresses_and_numbers_are_nobodys(told):
    for mail, phone in Person.objects.values_list("email", "phone"):
        assert mail.endswith(".example")
        assert phone == ""
    assert all(one.startswith("+442079460") for one in InstagramAccount.objects.values_list("phone", flat=True))
