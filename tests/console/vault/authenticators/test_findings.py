"""What is to be done about many accounts' authenticators stands on the desk, and agrees with each account's page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.console.vault.authenticators.test_keys_and_apps import FIRST, NOW, begin, code
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.people import browser_of

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.people.models import Person
from kagimori.console.vault.authenticators import findings, flows
from kagimori.console.vault.authenticators.pages.rows import todo_of
from kagimori.console.vault.models import App

pytestmark = pytest.mark.django_db
QUARTER = timedelta(days=91)


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def kept(account, ai):
    """A living key with one app, as it should be."""
    by, now = actor_of(ai), timezone.now()
    auth = begin(account, by, FIRST, had_picture=True)
    app = flows.note_app(auth, "google", "Ai's phone", None, by=by, now=now)
    App.objects.filter(pk=app.pk).update(proven_at=now, drift_steps=0, drift_at=now)
    flows.answer(app.pk, clock="yes", locked="yes", by=by, now=now)
    flows.finish(auth, by=by, now=now, accepted=True)
    return auth


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"proven_at": None},
        {"drift_steps": -3},
        {"drift_steps": None, "drift_at": None},
        {"app_locked": "no"},
        {"clock_synced": "no"},
        {"clock_synced": "unknown"},
        {"said_at": None},
        {"drift_at": timezone.now() - QUARTER - timedelta(minutes=1)},
        {"said_at": timezone.now() - QUARTER - timedelta(minutes=1)},
        {"drift_at": timezone.now() - QUARTER + timedelta(minutes=9)},
    ],
)
def test_the_query_over_all_accounts_finds_what_is_found_about_one_app(kept, change):
    App.objects.update(**change)
    now = timezone.now()
    found = findings.apps_to_check(InstagramAccount.objects.all(), now)
    assert bool(found) == bool(todo_of(App.objects.get(), now))


def test_an_app_whose_holder_has_left_the_team_is_found(kept, ben):
    App.objects.update(person=Person.objects.get(user=ben))
    now = timezone.now()
    assert not findings.apps_to_check(InstagramAccount.objects.all(), now)
    Person.objects.filter(user=ben).update(left_at=now)
    assert findings.apps_to_check(InstagramAccount.objects.all(), now)
    assert todo_of(App.objects.get(), now) == ("left",)


def test_removed_apps_and_those_of_other_keys_are_not_to_be_checked(kept, account, ai):
    App.objects.update(app_locked="no")
    everything = InstagramAccount.objects.all()
    assert findings.apps_to_check(everything, timezone.now())
    flows.retire(account, "lost", by=actor_of(ai), now=timezone.now())
    assert not findings.apps_to_check(everything, timezone.now())


def test_the_desk_asks_for_the_picture_first(kept, ai, team, account):
    desk = browser_of(ai).get(f"/t/{team.key}/").content.decode()
    assert "@minato_coffeeのQRコードの写真を消す" in desk
    assert reverse("vault:authenticator", args=[team.key, account.pk]) in desk


def test_another_teams_pictures_stand_on_no_desk(kept, as_chika, other_team):
    assert "QRコードの写真" not in as_chika.get(f"/t/{other_team.key}/").content.decode()


def test_a_proof_settles_what_was_found(kept, ai):
    App.objects.update(drift_at=None, drift_steps=None)
    app = App.objects.get()
    assert "unchecked" in todo_of(app, timezone.now())
    flows.prove(app.pk, code(FIRST), by=actor_of(ai), now=NOW)
    assert todo_of(App.objects.get(), NOW) == ()
