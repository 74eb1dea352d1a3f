"""The people of the tests: Ai owns a team, Ben is her team mate, Chika owns another team and must see nothing of it."""

from datetime import UTC, datetime

from allauth.mfa.models import Authenticator
from django.test import Client
from tests.fakes.logins import proven_lately

from kagimori.console.people.models import Membership, Person, Team, User

SINCE = datetime(2026, 11, 1, tzinfo=UTC)


def make_user(name: str, *, proven: bool = True, **wishes) -> User:
    """Return a user who can log in; `proven` ones have an authenticator app of their own."""
    user = User.objects.create_user(f"{name.lower()}@example.jp", "a long enough password", name=name, **wishes)
    if proven:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "sealed elsewhere"})
    return user


def make_team(owner: User, name: str) -> Team:
    """Return a team with its owner."""
    team = Team.objects.create(name=name, made_at=SINCE)
    join(team, owner, "owner")
    return team


def join(team: Team, user: User, role: str, *, access: str = "full") -> Person:
    """Make the user a member, and return the person that they are in the team."""
    Membership.objects.create(team=team, user=user, role=role, access=access, since=SINCE)
    return Person.objects.create(team=team, user=user, name=user.name, email=user.email, added_at=SINCE)


def browser_of(user: User, *, lately: bool = True) -> Client:
    """Return a browser in which the user is logged in; `lately` ones have just proven who they are."""
    client = Client()
    client.force_login(user)
    if lately:
        proven_lately(client, user)
    return client
