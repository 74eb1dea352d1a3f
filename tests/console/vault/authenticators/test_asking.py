"""Holders are asked to check their apps once a quarter: each once per account, and a notice goes to them."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.console.vault.authenticators.test_keys_and_apps import FIRST, begin
from tests.fakes.accounts import actor_of, add_account

from kagimori.console.accounts.flows import archive
from kagimori.console.notices.models import Notice
from kagimori.console.people.models import Person
from kagimori.console.timeline.hearing import tell_all
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.authenticators import flows
from kagimori.console.vault.authenticators.flows.asking import ask_holders
from kagimori.console.vault.models import App
from kagimori.console.work.registry import find_jobs

DAY, QUARTER = timedelta(days=1), timedelta(days=91)
pytestmark = pytest.mark.django_db


@pytest.fixture
def later() -> datetime:
    """The moment at which the job looks: a day and more after the setting-up."""
    return timezone.now()


@pytest.fixture
def kept(team, ai, ben, later):
    """A living key: two apps of Ben's, one that nobody in particular has."""
    by, before = actor_of(ai), later - 2 * DAY
    auth = begin(add_account(team, "minato_coffee"), by, FIRST)
    holder = Person.objects.get(user=ben)
    for device, person in (("A", holder), ("B", holder), ("C", None)):
        flows.note_app(auth, "google", device, person, by=by, now=before)
    flows.finish(auth, by=by, now=before, accepted=True)
    return auth


def asked():
    return [
        (row.whom, row.payload["what"], row.payload["count"]) for row in Entry.objects.filter(kind="vault.check_due")
    ]


def test_each_holder_is_asked_once_and_the_team_for_what_nobody_holds(kept, ben, later):
    assert ask_holders(later) == 2
    assert sorted(asked()) == [("", "team", 1), (str(ben.opaque), "holder", 2)]
    assert ask_holders(later + DAY) == 0
    assert ask_holders(later + QUARTER + DAY) == 2


def test_whoever_has_checked_and_answered_is_left_in_peace_for_a_quarter(kept, later):
    App.objects.update(proven_at=later, drift_at=later, drift_steps=0, said_at=later)
    assert ask_holders(later + QUARTER) == 0
    assert ask_holders(later + QUARTER + timedelta(seconds=1)) == 2


def test_nobody_is_asked_on_the_day_of_the_setting_up_nor_for_a_retired_key(kept, ai, later):
    App.objects.update(added_at=later - timedelta(hours=23))
    assert ask_holders(later) == 0
    App.objects.update(added_at=later - 2 * DAY)
    flows.retire(kept.account, "lost", by=actor_of(ai), now=later)
    assert ask_holders(later) == 0


def test_nobody_is_asked_about_an_archived_account(kept, ai, later):
    archive(kept.account, by=actor_of(ai), now=later)
    assert ask_holders(later) == 0


def test_the_engine_has_the_job_and_its_time():
    assert find_jobs().times["vault_checks"] == "20 0 * * *"


@pytest.mark.django_db(transaction=True)
def test_the_notices_are_queued(kept, later):
    ask_holders(later)
    tell_all()
    assert set(Notice.objects.values_list("kind", flat=True)) == {"vault.check_due:holder", "vault.check_due:team"}
