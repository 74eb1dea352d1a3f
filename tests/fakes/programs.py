"""Programs that use the API with a token of somebody's."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from kagimori.console.people.tokens import flows
from kagimori.core.people.standing import Actor


def program_of(user, team):
    """A program that may do all that the user may."""
    _row, secret = flows.make(
        team, user, Actor.itself(), timezone.now(), name="test", rights=flows.givable(user), life=timedelta(days=1)
    )
    return Client(headers={"authorization": f"Bearer {secret.reveal().decode()}", "accept-language": "en"})
