"""A code is shown to whom it may be, once it is written down, and never the key."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.console.vault.showing.conftest import KEY, NOW
from tests.fakes.accounts import actor_of

from kagimori.console.timeline.models import Entry
from kagimori.console.vault.authenticators import flows as authenticators
from kagimori.console.vault.models import Authenticator, CodeShown
from kagimori.console.vault.showing import flows, refusals
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at, code_at_counter

pytestmark = pytest.mark.django_db


def show(account, standing, at=NOW, **wishes):
    return flows.show_code(account, standing, at, **{"purpose": "login"} | wishes)


def text(secret):
    return secret.reveal().decode()


def test_the_code_is_that_of_the_moment_and_says_until_when_it_is_right(ai, account, key, standing):
    shown = show(account, standing(ai))
    right = code_at(make_seed(KEY), int(NOW.timestamp()))
    assert text(shown.code) == right.text
    assert (shown.valid_from.timestamp(), shown.valid_to.timestamp()) == (right.valid_from, right.valid_to)
    assert shown.next is None
    assert right.text not in repr(shown)


@pytest.mark.parametrize("shape", [(8, 30, "sha1"), (7, 60, "sha256"), (6, 15, "sha512")])
def test_entries_of_another_shape_are_shown_in_that_shape(ai, account, key, standing, shape):
    shape = dict(zip(("digits", "period_s", "algorithm"), shape, strict=True))
    Authenticator.objects.update(**shape)
    seed = make_seed(KEY, **shape)
    assert text(show(account, standing(ai)).code) == code_at(seed, int(NOW.timestamp())).text


@pytest.mark.parametrize(("left", "shown"), [(11, False), (10, True), (1, True)])
def test_the_next_code_comes_along_where_few_seconds_are_left(ai, account, key, standing, left, shown):
    at = NOW + timedelta(seconds=25 - left)
    seen = show(account, standing(ai), at)
    step = int(NOW.timestamp()) // 30
    assert (seen.next is not None) is shown
    if shown:
        assert text(seen.next) == code_at_counter(make_seed(KEY), step + 1)
    assert CodeShown.objects.count() == (2 if shown else 1)


def test_who_saw_which_code_when_and_what_for_is_written_down_with_words_masked(ai, account, key, standing):
    case = "0b6f1bd4-7f3e-4c8e-9a53-3f0d5e1a7d10"
    show(account, standing(ai), purpose="other", why="called Ben, +81 90 1234 5678", case=case)
    row = CodeShown.objects.get()
    assert (row.user, row.at, row.step, row.purpose, row.case) == (
        str(ai.opaque),
        NOW,
        int(NOW.timestamp()) // 30,
        "other",
        case,
    )
    assert "1234" not in row.why
    assert row.why.startswith("called Ben")
    entry = Entry.objects.get(kind="vault.authenticator_shown")
    assert (entry.actor, entry.payload["purpose"], entry.subject) == (
        str(ai.opaque),
        "other",
        f"account:{account.pk}",
    )
    assert "1234" not in entry.why


def test_the_same_code_to_the_same_person_is_noted_once_and_each_further_code_anew(ai, account, key, standing):
    first, again = show(account, standing(ai)), show(account, standing(ai), NOW + timedelta(seconds=3))
    later = show(account, standing(ai), NOW + timedelta(seconds=30))
    assert (first.code == again.code, first.code == later.code) == (True, False)
    assert CodeShown.objects.count() == Entry.objects.filter(kind="vault.authenticator_shown").count() == 2


def test_whoever_else_was_shown_the_same_code_is_named(ai, ben, account, key, standing):
    assert show(account, standing(ai)).others == ()
    assert show(account, standing(ben), NOW + timedelta(seconds=2)).others == (str(ai.opaque),)
    assert show(account, standing(ben), NOW + timedelta(seconds=32)).others == ()


def test_another_purpose_needs_words(ai, account, key, standing):
    with pytest.raises(refusals.WhyMissing):
        show(account, standing(ai), purpose="other", why="  ")
    assert not CodeShown.objects.exists()


def test_who_has_neither_right_nor_share_sees_nothing_and_nothing_is_written(emi, account, key, standing):
    with pytest.raises(refusals.NotShared):
        show(account, standing(emi))
    assert not CodeShown.objects.exists()
    assert not Entry.objects.filter(kind="vault.authenticator_shown").exists()


def test_without_a_proven_second_step_nobody_sees_a_code(ai, account, key, standing):
    with pytest.raises(refusals.NotShared):
        show(account, replace(standing(ai), proven=False))


def test_neither_a_retired_nor_a_pending_key_makes_codes(ai, account, key, standing):
    authenticators.retire(account, "lost", by=actor_of(ai), now=NOW)
    with pytest.raises(refusals.NoKey):
        show(account, standing(ai))
    Authenticator.objects.update(stage="pending")
    with pytest.raises(refusals.NoKey):
        show(account, standing(ai))


def test_where_the_deed_cannot_be_written_no_row_stays(ai, account, key, standing, monkeypatch):
    def fails(*_args, **_kwargs):
        raise OSError("no room on the disk")

    monkeypatch.setattr("kagimori.console.accounts.flows.telling.append", fails)
    with pytest.raises(OSError, match="no room"):
        show(account, standing(ai))
    assert not CodeShown.objects.exists()


def test_the_key_comes_out_once_it_is_written_down_why(ai, account, key):
    with pytest.raises(refusals.WhyMissing):
        flows.reveal_key(account, " ", by=actor_of(ai), now=NOW)
    assert not Entry.objects.filter(kind="vault.authenticator_revealed").exists()
    out = flows.reveal_key(account, "the tablet has no camera", by=actor_of(ai), now=NOW)
    assert text(out.key) == KEY
    assert text(out.uri).startswith("otpauth://totp/Instagram:minato_coffee?")
    assert Entry.objects.get(kind="vault.authenticator_revealed").why == "the tablet has no camera"


def test_there_is_no_key_to_reveal_where_none_lives(ai, account):
    with pytest.raises(refusals.NoKey):
        flows.reveal_key(account, "why not", by=actor_of(ai), now=NOW)
