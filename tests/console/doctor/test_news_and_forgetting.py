"""Cases take up news by themselves, and lose what is not to be kept."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.fakes.browsers import begin, case_at, events_at

from kagimori.console.doctor import forgetting, hearers, queries
from kagimori.console.doctor.models import Case, CaseHolder, CaseLink, Knock
from kagimori.console.timeline import flows as timeline
from kagimori.core.people.standing import Actor


def told(state):
    with transaction.atomic():
        return timeline.append(
            "status.changed", at=timezone.now(), by=Actor.itself(), subject="status", seen=state, state=state
        )


def test_each_open_case_hears_of_an_outage_once(person, stranger):
    mine, closed = begin(person), begin(stranger)
    stranger.post(f"{closed}close", {"outcome": "gave_up"})
    entry = told("major")

    hearers.status_changed(entry)
    hearers.status_changed(entry)

    assert [(event.kind, event.value) for event in events_at(mine)[1:]] == [("status", "major")]
    assert [event.kind for event in events_at(closed)] == ["opened", "closed"]


def test_words_go_after_their_time_and_the_rest_stays(person):
    person.post("/doctor/", {"words": "the code does not arrive"})
    row = Case.objects.get()

    assert forgetting.forget(row.created_at + timedelta(days=29)) == 0
    assert forgetting.forget(row.created_at + timedelta(days=31)) == 1
    assert forgetting.forget(row.created_at + timedelta(days=31)) == 0

    opening = queries.events_of(row).opening
    assert "text" not in opening.more
    assert opening.more["causes"]


def test_rights_and_counters_go_with_the_week(person):
    row = case_at(begin(person))

    forgetting.forget(row.expires_at + timedelta(seconds=1))

    assert not CaseHolder.objects.exists()
    assert not CaseLink.objects.exists()
    assert not Knock.objects.exists()
    assert queries.events_of(row).events


@pytest.mark.django_db
def test_it_is_told_by_the_table_of_the_project():
    from kagimori.project.hearers import TABLE

    assert "kagimori.console.doctor.hearers.status_changed" in TABLE["status.changed"]
