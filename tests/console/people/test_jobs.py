"""What the room does by itself."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from kagimori.console.people.jobs import forget_sessions


@pytest.mark.django_db
def test_sessions_that_are_over_are_forgotten_and_others_stay():
    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="open", session_data="", expire_date=now + timedelta(days=1))

    forget_sessions()

    assert [session.session_key for session in Session.objects.all()] == ["open"]
