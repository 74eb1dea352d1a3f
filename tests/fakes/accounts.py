"""Instagram accounts in whatever state a test needs."""

from django.utils import timezone

from kagimori.console.accounts import flows
from kagimori.console.accounts.flows.keeping import Wishes
from kagimori.core.people.standing import Actor


def add_account(team, handle, **wishes):
    """An account of the team."""
    return flows.add_account(team.pk, Wishes(handle, **wishes), by=Actor.itself(), now=timezone.now())


def actor_of(user):
    """The user as somebody who does a deed."""
    return Actor(str(user.opaque), "web")
