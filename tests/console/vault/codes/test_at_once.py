"""However many ask at the same moment, with connections of their own: one code goes to one person, and nobody fails.

KAGIMORI_TRIALS says how often each is tried; the whole row of a hundred runs before a change lands.
"""

import os

import pytest
from django.db import connection
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.at_once import at_once
from tests.fakes.codes import NOON, keep_codes, left, take

from kagimori.console.accounts.flows import recount
from kagimori.console.accounts.models import PlatformOutage
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.codes import flows
from kagimori.console.vault.codes.flows import Handed
from kagimori.console.vault.codes.refusals import HeldBack, NoneLeft
from kagimori.console.vault.models import BackupCode
from kagimori.core.secret import Secret

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TRIALS = int(os.environ.get("KAGIMORI_TRIALS", "2"))
# A server of the usual size lets a hundred connections in, and others use it too; over HTTP it is a hundred as well.
MANY = 40 if connection.vendor == "postgresql" else 100
TEN = tuple(f"{n:08}" for n in range(10))


@pytest.fixture
def account(team):
    """The account."""
    return add_account(team, "minato_coffee")


def outcomes(deed, many=MANY):
    """What came of many at once: the class of each outcome, or what it returned."""
    return at_once([deed] * many)


def test_of_a_hundred_at_one_code_one_gets_it(account, ai):
    for trial in range(TRIALS):
        keep_codes(account, ai, (f"{trial:08}",))
        found = outcomes(lambda: take(account, ai))
        assert sum(isinstance(one, Handed) for one in found) == 1
        assert sum(isinstance(one, NoneLeft) for one in found) == MANY - 1
        assert left(account) == 0
    assert Entry.objects.filter(kind="vault.code_handed").count() == TRIALS
    assert Entry.objects.filter(kind="vault.codes_gone").count() == TRIALS


def test_of_a_hundred_at_ten_codes_ten_get_one_each(account, ai):
    keep_codes(account, ai, TEN)
    found = outcomes(lambda: take(account, ai))
    handed = [one for one in found if isinstance(one, Handed)]
    assert sorted(one.value.reveal().decode() for one in handed) == list(TEN)
    assert sorted(one.left for one in handed) == list(range(10))
    assert sum(isinstance(one, NoneLeft) for one in found) == MANY - 10
    assert Entry.objects.filter(kind="vault.codes_low").count() == 1


def test_the_very_same_code_goes_to_one_of_a_hundred(account, ai):
    for trial in range(TRIALS):
        code = f"{trial:08}"
        keep_codes(account, ai, (code,))
        value, by = Secret(code.encode()), actor_of(ai)
        found = outcomes(lambda value=value, by=by: flows.take_this(account, value, by, NOON, purpose="login"))
        assert sorted(map(str, found)) == ["False"] * (MANY - 1) + ["True"]


def test_in_an_outage_one_of_two_teams_gets_a_code(account, ai, chika, other_team):
    theirs = add_account(other_team, "@minato_coffee")
    keep_codes(account, ai)
    keep_codes(theirs, chika, TEN)
    PlatformOutage.objects.create(pk=1, since=NOON)
    found = at_once([lambda: take(account, ai), lambda: take(theirs, chika)] * 5)
    assert sum(isinstance(one, Handed) for one in found) == 1
    assert sum(isinstance(one, HeldBack) for one in found) == 9


def test_taking_back_and_taking_race_without_a_code_getting_lost_or_doubled(account, ai, ben):
    for trial in range(TRIALS):
        keep_codes(account, ai, (f"{trial:08}",))
        row = take(account, ai).row
        back = [lambda row=row: flows.take_back(row.pk, actor_of(ai), NOON)] * 3
        found = at_once([*back, *[lambda: take(account, ben)] * 7])
        wins = sum(isinstance(one, Handed) for one in found)
        assert found[:3].count(None) == 1
        assert wins <= 1
        assert left(account) == 1 - wins


def test_a_new_sheet_and_claims_at_once_leave_no_code_of_the_old_sheet_free(account, ai):
    old, new = (tuple(f"{n:08}" for n in range(start, start + 10)) for start in (100, 200))
    keep_codes(account, ai, old)
    draft = flows.read_codes(account, "\n".join(new), by=actor_of(ai), now=NOON)
    keep = [lambda: flows.keep_sheet(draft, by=actor_of(ai), now=NOON)]
    found = at_once([*[lambda: take(account, ai)] * 5, *keep, *[lambda: take(account, ai)] * 5])
    assert not [one for one in found if isinstance(one, Exception)]
    values = [one.value.reveal().decode() for one in found if isinstance(one, Handed)]
    assert len(values) == len(set(values)) == 10
    assert set(values) <= set(old) | set(new)
    assert not BackupCode.objects.filter(sheet__generation=1, state__in=("unused", "reserved")).exists()
    assert recount() == []
