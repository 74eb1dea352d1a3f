"""Several people set one account up at the same moment: one key, five devices, one proof per code, right counters."""

import pytest
from tests.console.vault.authenticators.test_keys_and_apps import FIRST, NOW, SECOND, begin, code
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.at_once import at_once

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.vault.authenticators import flows, refusals
from kagimori.console.vault.models import App, Authenticator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def by(ai):
    return actor_of(ai)


def raised(outcomes):
    return sorted(type(one).__name__ for one in outcomes if isinstance(one, Exception))


def test_of_two_keys_read_in_at_once_one_waits_to_be_proven(account, by):
    keys = [FIRST, SECOND] * 4
    outcomes = at_once([lambda key=key: begin(account, by, key) for key in keys])
    assert Authenticator.objects.filter(stage="pending").count() == 1
    assert raised(outcomes) == ["SetupOpen"] * 4


def test_of_eight_devices_noted_at_once_five_find_room(account, by):
    auth = begin(account, by, FIRST)
    outcomes = at_once(
        [lambda d=device: flows.note_app(auth, "google", d, None, by=by, now=NOW) for device in "ABCDEFGH"]
    )
    assert App.objects.count() == 5
    assert raised(outcomes) == ["DevicesFull"] * 3


def test_a_code_that_is_sent_many_times_at_once_proves_once_and_counts_once(account, by):
    auth = begin(account, by, FIRST)
    flows.finish(auth, by=by, now=NOW, accepted=True)
    app = flows.note_app(auth, "google", "A", None, by=by, now=NOW)
    outcomes = at_once([lambda: flows.prove(app.pk, code(FIRST), by=by, now=NOW)] * 6)
    assert outcomes.count(0) == 1
    assert raised(outcomes) == ["CodeReplayed"] * 5
    assert InstagramAccount.objects.get().authenticators == 1


def test_of_finishing_cancelling_and_retiring_at_once_one_history_is_left(account, by):
    flows.finish(begin(account, by, SECOND), by=by, now=NOW, accepted=True)
    auth = begin(account, by, FIRST)
    outcomes = at_once(
        [
            lambda: flows.finish(auth, by=by, now=NOW, accepted=True),
            lambda: flows.cancel(auth, by=by, now=NOW),
            lambda: flows.finish(auth, by=by, now=NOW, accepted=True),
            lambda: flows.retire(account, "lost", by=by, now=NOW),
        ]
    )
    assert not [
        one for one in outcomes if isinstance(one, Exception) and not isinstance(one, refusals.AuthenticatorGone)
    ]
    stages = list(Authenticator.objects.values_list("stage", flat=True))
    assert "pending" not in stages
    assert stages.count("living") <= 1
