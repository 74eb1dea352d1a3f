"""An account's authenticator: keys that live, wait and are retired, and the apps that prove that they hold one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from tests.fakes.accounts import actor_of, add_account

from kagimori.console.accounts.models import AccountFact, InstagramAccount
from kagimori.console.people.models import Person
from kagimori.console.timeline.models import Entry
from kagimori.console.vault.authenticators import flows, queries, refusals
from kagimori.console.vault.models import App, Authenticator, CodeShown
from kagimori.core.errors import BadInput, CodeShape
from kagimori.core.otp.seed import encode_key, make_seed
from kagimori.core.otp.totp import code_at_counter
from kagimori.core.otp.uri import read_uri

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30
# The keys of RFC 6238's table, and a part of one.
FIRST, SECOND, THIRD = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "GEZDGNBVGY3TQOJQ", "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"
pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def by(ai):
    return actor_of(ai)


@pytest.fixture
def pending(account, by):
    return begin(account, by, FIRST)


def begin(account, by, key, **wishes):
    return flows.begin(account, make_seed(key), "typed", **{"had_picture": False} | wishes, by=by, now=NOW)


def code(key, offset=0):
    return code_at_counter(make_seed(key), STEP + offset)


def proven(auth, by, device, key=FIRST, now=NOW):
    app = flows.note_app(auth, "google", device, None, by=by, now=NOW)
    flows.prove(app.pk, code(key), by=by, now=now)
    return app


def told():
    return list(Entry.objects.filter(kind__startswith="vault.").order_by("number").values_list("kind", flat=True))


def count():
    return InstagramAccount.objects.get().authenticators


def test_the_key_is_sealed_and_comes_back_whole(pending):
    row = Authenticator.objects.get()
    assert make_seed(FIRST).key.reveal() not in bytes(row.sealed)
    assert queries.seed_of(row).key == make_seed(FIRST).key
    assert (row.stage, row.issuer, row.digits) == ("pending", "", 6)


def test_the_same_picture_twice_is_one_setting_up_and_another_key_waits(account, by, pending):
    assert begin(account, by, FIRST) == pending
    with pytest.raises(refusals.SetupOpen):
        begin(account, by, SECOND)
    assert Authenticator.objects.count() == 1


def test_a_key_that_counts_no_time_is_refused(account, by):
    seed = read_uri(f"otpauth://hotp/Instagram:minato?secret={FIRST}&counter=1")
    with pytest.raises(refusals.KeyKind):
        flows.begin(account, seed, "picture", had_picture=True, by=by, now=NOW)


def test_an_app_proves_that_it_holds_the_key_and_how_far_its_clock_is_off(by, pending):
    app = flows.note_app(pending, "google", "Ai's phone", None, by=by, now=NOW)
    assert flows.prove(app.pk, f" {code(FIRST, -1)[:3]} {code(FIRST, -1)[3:]}", by=by, now=NOW) == -1
    app.refresh_from_db()
    assert (app.proven_at, app.drift_steps, app.drift_at) == (NOW, -1, NOW)


def test_a_clock_that_is_far_off_is_noted_and_proves_nothing(by, pending):
    app = flows.note_app(pending, "google", "Ai's phone", None, by=by, now=NOW)
    with pytest.raises(refusals.ClockOff) as behind:
        flows.prove(app.pk, code(FIRST, -6), by=by, now=NOW)
    assert behind.value.fields["minutes"] in (2, 3)
    app.refresh_from_db()
    assert (app.proven_at, app.drift_steps) == (None, -6)
    with pytest.raises(refusals.ClockAhead):
        flows.prove(app.pk, code(FIRST, 6), by=by, now=NOW)


def test_a_code_proves_one_app_once(by, pending):
    one, two = (flows.note_app(pending, "google", device, None, by=by, now=NOW) for device in ("A", "B"))
    flows.prove(one.pk, code(FIRST), by=by, now=NOW)
    with pytest.raises(refusals.CodeReplayed):
        flows.prove(one.pk, code(FIRST), by=by, now=NOW)
    assert flows.prove(two.pk, code(FIRST), by=by, now=NOW) == 0


def test_a_code_of_another_key_and_half_a_code_prove_nothing(by, pending):
    app = flows.note_app(pending, "google", "A", None, by=by, now=NOW)
    with pytest.raises(refusals.CodeWrong):
        flows.prove(app.pk, code(SECOND), by=by, now=NOW)
    with pytest.raises(CodeShape):
        flows.prove(app.pk, "12345", by=by, now=NOW)
    assert App.objects.get().proven_at is None


def test_an_app_that_still_shows_the_old_keys_codes_is_told_so(account, by, pending):
    proven(pending, by, "A")
    flows.finish(pending, by=by, now=NOW)
    second = begin(account, by, SECOND)
    app = flows.note_app(second, "google", "A", None, by=by, now=NOW)
    with pytest.raises(refusals.CodeOfOldKey):
        flows.prove(app.pk, code(FIRST), by=by, now=NOW)


def test_finishing_retires_the_key_before_and_counts_proven_apps(account, by, pending):
    proven(pending, by, "A")
    proven(pending, by, "B")
    flows.note_app(pending, "google", "C", None, by=by, now=NOW)
    assert count() == 0
    flows.finish(pending, by=by, now=NOW)
    assert (count(), AccountFact.objects.get(name="app").state) == (2, "yes")

    second = begin(account, by, SECOND)
    proven(second, by, "A", SECOND)
    flows.finish(second, by=by, now=NOW)
    assert (queries.living(account), queries.retired_of(account)) == (second, [pending])
    assert (count(), queries.retired_of(account)[0].retired_why) == (1, "replaced")
    assert told().count("vault.authenticator_kept") == 2


def test_nothing_is_finished_before_a_code_was_right(by, pending):
    with pytest.raises(refusals.NotProven):
        flows.finish(pending, by=by, now=NOW)
    flows.finish(pending, by=by, now=NOW, accepted=True)
    assert Authenticator.objects.get().stage == "living"
    with pytest.raises(refusals.AuthenticatorGone):
        flows.finish(pending, by=by, now=NOW, accepted=True)


def test_a_key_that_was_retired_here_is_refused_as_stale_and_one_in_use_as_there(account, by, pending):
    flows.finish(pending, by=by, now=NOW, accepted=True)
    with pytest.raises(refusals.KeyThere):
        begin(account, by, FIRST)
    assert flows.retire(account, "lost", by=by, now=NOW)
    assert not flows.retire(account, "lost", by=by, now=NOW)
    with pytest.raises(refusals.KeyStale):
        begin(account, by, FIRST)
    assert AccountFact.objects.get(name="app").state == "unknown"


def test_the_same_key_in_another_account_is_seen_by_those_who_see_that_account(team, other_team, by, pending):
    begin(add_account(other_team, "harbour_books"), by, FIRST)
    other = begin(add_account(team, "minato_books"), by, FIRST)

    class Standing:
        seen_accounts = None

    Standing.team = str(team.pk)
    assert queries.elsewhere(Standing, other) == ["@minato_coffee"]
    Standing.seen_accounts = {other.account_id}
    assert queries.elsewhere(Standing, other) == []


def test_giving_up_keeps_nothing_of_the_key_and_lets_it_be_read_again(account, by, pending):
    flows.cancel(pending, by=by, now=NOW)
    row = Authenticator.objects.get()
    assert (bytes(row.sealed), row.mark, queries.retired_of(account)) == (b"", "", [])
    assert begin(account, by, FIRST).stage == "pending"


def test_an_app_on_a_device_is_noted_once_and_a_sixth_device_not_at_all(by, pending):
    for device in "ABCDE":
        flows.note_app(pending, "google", device, None, by=by, now=NOW)
    with pytest.raises(refusals.AppThere):
        flows.note_app(pending, "google", " A ", None, by=by, now=NOW)
    with pytest.raises(refusals.DevicesFull) as full:
        flows.note_app(pending, "google", "F", None, by=by, now=NOW)
    assert full.value.fields["most"] == 5
    # Another app on a device that is there takes no place.
    flows.note_app(pending, "authy", "A", None, by=by, now=NOW)
    with pytest.raises(BadInput):
        flows.note_app(pending, "pager", "A", None, by=by, now=NOW)


def test_a_holder_is_a_person_of_the_accounts_own_team(by, pending, other_team):
    stranger = Person.objects.get(team=other_team)
    with pytest.raises(refusals.AuthenticatorGone):
        flows.note_app(pending, "google", "A", stranger, by=by, now=NOW)


def test_an_app_that_is_ended_is_counted_no_more(account, by, pending):
    app = proven(pending, by, "A")
    flows.finish(pending, by=by, now=NOW)
    flows.end_app(app.pk, by=by, now=NOW)
    assert (count(), queries.app(account, app.pk)) == (0, None)
    with pytest.raises(refusals.AuthenticatorGone):
        flows.end_app(app.pk, by=by, now=NOW)
    with pytest.raises(refusals.AuthenticatorGone):
        flows.prove(app.pk, code(FIRST), by=by, now=NOW)


def test_an_app_that_proves_itself_later_is_counted_then(account, by, pending):
    flows.finish(pending, by=by, now=NOW, accepted=True)
    app = flows.note_app(pending, "google", "A", None, by=by, now=NOW)
    assert count() == 0
    flows.prove(app.pk, code(FIRST), by=by, now=NOW)
    flows.prove(app.pk, code(FIRST, 1), by=by, now=NOW + timedelta(seconds=30))
    assert count() == 1
    app.refresh_from_db()
    assert (app.proven_at, app.drift_at) == (NOW, NOW + timedelta(seconds=30))


def test_what_a_holder_says_is_noted_with_who_and_when(by, ai, pending):
    app = flows.note_app(pending, "google", "A", None, by=by, now=NOW)
    flows.answer(app.pk, clock="yes", locked="no", by=by, now=NOW)
    app.refresh_from_db()
    assert (app.clock_synced, app.app_locked, app.said_at, app.said_by) == ("yes", "no", NOW, str(ai.opaque))
    with pytest.raises(refusals.AuthenticatorGone):
        flows.answer(uuid4(), clock="yes", locked="no", by=by, now=NOW)


def test_a_picture_is_asked_for_until_somebody_says_that_it_is_deleted(account, by):
    auth = begin(account, by, FIRST, had_picture=True)
    assert queries.picture_left(account) == auth
    flows.picture_is_gone(auth, by=by, now=NOW)
    assert queries.picture_left(account) is None
    with pytest.raises(refusals.AuthenticatorGone):
        flows.picture_is_gone(auth, by=by, now=NOW)


def test_the_qr_for_the_apps_and_instagrams_code_leave_after_the_entry(by, ben, pending):
    laid = flows.lay_out(pending, by=by, now=NOW)
    assert laid.key == encode_key(make_seed(FIRST).key)
    seed = read_uri(laid.uri.reveal().decode())
    assert (seed.key, seed.issuer, seed.account) == (make_seed(FIRST).key, "Instagram", "minato_coffee")
    shown = flows.code_to_type(pending, by=by, now=NOW)
    assert shown.code.reveal().decode() == code(FIRST)
    assert told()[-2:] == ["vault.setup_shown", "vault.authenticator_shown"]
    assert CodeShown.objects.get().user == by.id

    for leave in (flows.lay_out, flows.code_to_type):
        with pytest.raises(refusals.SetupNotYours):
            leave(pending, by=actor_of(ben), now=NOW)
    flows.finish(pending, by=by, now=NOW, accepted=True)
    for leave in (flows.lay_out, flows.code_to_type):
        with pytest.raises(refusals.AuthenticatorGone):
            leave(pending, by=by, now=NOW)
