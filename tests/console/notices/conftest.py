"""Channels that lead to stand-ins, and news that is told in them."""

import pytest
from django.db import transaction
from django.utils import timezone

from kagimori.console.notices import flows
from kagimori.console.notices.flows import Receiver, Wishes
from kagimori.console.notices.hearers import news
from kagimori.console.timeline.flows import append
from kagimori.core.people.standing import Actor
from kagimori.core.secret import Secret
from kagimori.standin.messengers import Messengers

BY = Actor.itself()
SMS = "twilio://AC" + "a" * 32 + ":" + "b" * 32 + "@15005550006/15005550009"
CHATWORK = "chatwork://0123456789abcdef@12345"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def them(settings):
    settings.STANDIN_ALLOWED = True
    with Messengers() as them:
        settings.NOTICE_STANDINS = them.standins
        yield them


@pytest.fixture
def channel(them, now):
    """Make a channel: of a team, or of a user."""

    def make(address=None, *, team="", user="", **wishes):
        receiver = Receiver(str(getattr(team, "pk", team)), str(getattr(user, "opaque", user)))
        secret = Secret((address or them.hook).encode())
        return flows.add(receiver, secret, Wishes("Channel", **wishes), by=BY, now=now)

    return make


@pytest.fixture
def tell(now):
    """Let something happen, and the notices hear of it."""

    def happen(kind, team="", **fields):
        with transaction.atomic():
            entry = append(kind, at=fields.pop("at", now), by=BY, team=str(getattr(team, "pk", team)), **fields)
            news(entry)
        return entry

    return happen


@pytest.fixture
def mails(settings):
    """The installation has a mail server."""
    settings.MAIL_SENT = True
