"""An export read back: what is known here wins, and all of it happens or nothing."""

from datetime import timedelta

import pytest
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import NOON, keep_codes, left
from tests.fakes.people import make_team
from tests.fakes.vaults import CODES, KEY, lay_key

from kagimori.console.timeline.models import Entry
from kagimori.console.vault.authenticators import flows as keys
from kagimori.console.vault.authenticators import queries
from kagimori.console.vault.codes import flows as codes
from kagimori.console.vault.codes.queries import codes_of, sheet_of
from kagimori.console.vault.models import Authenticator, BackupCode, CodeSheet
from kagimori.console.vault.paper import flows
from kagimori.console.vault.paper.refusals import NothingToExport, NothingToRestore
from kagimori.console.vault.sealed import open_code
from kagimori.core.otp.seed import decode_key
from kagimori.core.vault import export as form

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)


@pytest.fixture
def exported(account, by, now):
    """What the export of the account holds, keys too."""
    made = flows.export(account.team, [account], keys=True, why="", by=by, now=now + timedelta(hours=1))
    return form.read(made)


@pytest.fixture
def elsewhere(chika):
    """Another team's account of the same handle, with nothing kept."""
    return add_account(make_team(chika, "Spare"), "minato_coffee")


def of(account, exported):
    (line,) = flows.look_into(account.team, exported)
    return line


def values(account):
    return {row.place: open_code(row).reveal().decode() for row in codes_of(sheet_of(account))}


def test_the_export_holds_what_is_left_and_says_who_wrote_it(account, ai, by, now):
    codes.say_used(codes_of(sheet_of(account))[0].pk, by, now)
    codes.reserve_code(account, by, now)
    made = form.read(flows.export(account.team, [account], keys=False, why="bank", by=by, now=now))

    (one,) = made.accounts
    assert [code.place for code in one.sheet.codes] == [2, 3, 4, 5, 6, 7, 8]
    assert [code.place for code in one.sheet.codes if code.reserved] == [2]
    assert one.key is None
    entry = Entry.objects.get(kind="vault.exported")
    assert (entry.why, entry.actor, entry.payload["count"]) == ("bank", str(ai.opaque), 1)
    assert Entry.objects.filter(kind="vault.account_exported", subject=f"account:{account.pk}").count() == 1


def test_nothing_to_export_is_refused_and_not_logged(team, by, now):
    with pytest.raises(NothingToExport):
        flows.export(team, [add_account(team, "minato_bare")], keys=True, why="", by=by, now=now)

    assert not Entry.objects.filter(kind="vault.exported").exists()


def test_another_teams_accounts_are_never_written_out(account, elsewhere, by, now):
    with pytest.raises(NothingToExport):
        flows.export(elsewhere.team, [account], keys=True, why="", by=by, now=now)


def test_codes_and_key_come_back_into_an_account_that_has_none(account, exported, elsewhere, chika):
    before = values(account)
    assert of(elsewhere, exported).sheet == "kept"
    assert CodeSheet.objects.filter(account=elsewhere).count() == 0

    flows.read_back(elsewhere.team, exported, by=actor_of(chika), now=LATER)

    assert values(elsewhere) == before
    assert left(elsewhere) == 8
    sheet = sheet_of(elsewhere)
    assert (sheet.doubtful_since, sheet.count_due_on) == (exported.made_at, LATER.date())
    assert queries.seed_of(queries.living(elsewhere)).key.reveal() == decode_key(KEY)
    assert Entry.objects.filter(kind="vault.read_back", subject=f"account:{elsewhere.pk}").count() == 1


def test_used_codes_stay_used_and_nothing_changes(account, exported, by, now):
    codes.say_used(codes_of(sheet_of(account))[4].pk, by, now)
    before = list(BackupCode.objects.order_by("pk").values())

    assert of(account, exported).sheet == "here"
    with pytest.raises(NothingToRestore):
        flows.read_back(account.team, exported, by=by, now=LATER)

    assert list(BackupCode.objects.order_by("pk").values()) == before


def test_a_code_that_was_gone_when_the_file_was_made_is_named(account, by, now):
    row = codes_of(sheet_of(account))[1]
    codes.say_used(row.pk, by, now)
    told = form.read(flows.export(account.team, [account], keys=False, why="", by=by, now=now))
    # The console's own data is older than the file.
    BackupCode.objects.filter(pk=row.pk).update(state="unused")

    assert of(account, told).gone == (2,)


def test_a_retired_sheet_stays_void(account, exported, by, now):
    codes.retire_sheet(account, "leaked", by=by, now=now)

    assert of(account, exported).sheet == "void"


def test_a_newer_sheet_stays(account, exported, elsewhere, chika):
    keep_codes(elsewhere, chika, codes=("11223344", "55667788"), now=LATER)

    assert of(elsewhere, exported).sheet == "newer"


def test_an_older_sheet_is_replaced(account, exported, elsewhere, chika):
    keep_codes(elsewhere, chika, codes=("11223344", "55667788"), now=NOON - timedelta(days=9))

    flows.read_back(elsewhere.team, exported, by=actor_of(chika), now=LATER)

    assert sorted(values(elsewhere).values()) == sorted(CODES)
    assert CodeSheet.objects.get(account=elsewhere, generation=1).retired_why == "replaced"
    assert left(elsewhere) == 8


def test_another_key_stays_and_a_retired_one_is_not_brought_back(account, exported, elsewhere, by, now):
    lay_key(elsewhere, key="GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    assert of(elsewhere, exported).key == "newer"

    keys.retire(account, "leaked", by=by, now=now)
    assert of(account, exported).key == "void"


def test_an_account_that_is_not_there_is_told_and_left_out(exported, chika):
    team = make_team(chika, "Empty")

    assert [(line.handle, line.known) for line in flows.look_into(team, exported)] == [("minato_coffee", False)]
    with pytest.raises(NothingToRestore):
        flows.read_back(team, exported, by=actor_of(chika), now=LATER)


def test_where_one_of_many_fails_nothing_is_read_back(account, exported, elsewhere, chika, monkeypatch):
    def fails(*_args, **_kwargs):
        raise OSError("no room on the disk")

    monkeypatch.setattr("kagimori.console.vault.authenticators.flows.finish", fails)

    with pytest.raises(OSError, match="no room"):
        flows.read_back(elsewhere.team, exported, by=actor_of(chika), now=LATER)

    assert not CodeSheet.objects.filter(account=elsewhere).exists()
    assert not Authenticator.objects.filter(account=elsewhere).exists()
    assert not Entry.objects.filter(kind="vault.read_back").exists()
