"""Keys change without losing what older ones have sealed, and open only with their master key."""

import json

import pytest
import tink
from hypothesis import given
from hypothesis import strategies as st
from tink import aead

from kagimori.core.secret import Secret
from kagimori.core.vault import AssociatedData, Keyring, Purpose, SealBroken
from kagimori.core.vault.keyring import MasterKeyWrong
from kagimori.core.vault.keyset import Keyset, KeysetUnreadable

HERE = AssociatedData("", "mfa", "secret")


def master():
    return tink.new_keyset_handle(aead.aead_key_templates.XCHACHA20_POLY1305).primitive(aead.Aead)


@given(changes=st.lists(st.sampled_from([Purpose.SEEDS, Purpose.CODES]), max_size=4))
def test_old_values_stay_readable_over_changes_of_keys_and_new_ones_use_the_newest(changes):
    ring = Keyring.fresh()
    old = ring.box(Purpose.SEEDS).seal(Secret(b"old"), bound_to=HERE)

    for purpose in changes:
        ring = ring.with_new_key(purpose)
    box = ring.box(Purpose.SEEDS)

    assert box.open(old, bound_to=HERE) == Secret(b"old")
    assert box.is_newest(old) is (Purpose.SEEDS not in changes)
    assert box.is_newest(box.seal_text(Secret(b"new"), bound_to=HERE))


def test_a_retired_key_opens_nothing_and_the_newest_goes_on():
    first = Keyring.fresh()
    both = first.with_new_key(Purpose.LOGIN)
    old = first.box(Purpose.LOGIN).seal(Secret(b"old"), bound_to=HERE)
    new = both.box(Purpose.LOGIN).seal(Secret(b"new"), bound_to=HERE)

    alone = both.without_old_keys(Purpose.LOGIN).box(Purpose.LOGIN)

    assert alone.open(new, bound_to=HERE) == Secret(b"new")
    with pytest.raises(SealBroken):
        alone.open(old, bound_to=HERE)
    with pytest.raises(SealBroken):
        first.box(Purpose.LOGIN).open(new, bound_to=HERE)


def test_old_stamps_still_fit_after_a_new_key():
    first = Keyring.fresh()
    second = first.with_new_key(Purpose.TIMELINE)
    stamp = first.stamp().of(b"line")

    assert second.stamp().fits(b"line", stamp)
    assert not second.stamp().fits(b"lime", stamp)
    assert not first.stamp().fits(b"line", second.stamp().of(b"line"))
    assert not first.stamp().fits(b"line", b"")


def test_a_fingerprint_is_the_same_each_time_and_old_ones_are_found():
    first = Keyring.fresh()
    second = first.with_new_key(Purpose.HANDLES)

    assert first.fingerprint().of("aoi") == first.fingerprint().of("aoi") != first.fingerprint().of("aoi.")
    assert len(first.fingerprint().of("aoi")) == 64
    assert second.fingerprint().all_of("aoi") == (second.fingerprint().of("aoi"), first.fingerprint().of("aoi"))


def test_locked_keys_open_with_their_master_key_alone():
    ring, key = Keyring.fresh(), master()
    sealed = ring.box(Purpose.SEEDS).seal(Secret(b"value"), bound_to=HERE)
    locked = ring.locked(key)

    assert Keyring.unlocked(locked, key).box(Purpose.SEEDS).open(sealed, bound_to=HERE) == Secret(b"value")
    with pytest.raises(MasterKeyWrong):
        Keyring.unlocked(locked, master())
    with pytest.raises(MasterKeyWrong):
        Keyring.unlocked(locked | {"seeds": locked["codes"]}, key)


def test_locked_keys_show_no_key():
    ring = Keyring.fresh()
    key = json.loads(ring.keyset(Purpose.SEEDS).written().reveal())["key"][0]["keyData"]["value"]

    assert key not in json.dumps(ring.locked(master()))


def test_a_purpose_of_a_newer_version_is_lacking_until_it_gets_a_key():
    key = master()
    locked = Keyring.fresh().locked(key)
    del locked["codes"]

    ring = Keyring.unlocked(locked, key)

    assert ring.lacking == {Purpose.CODES}
    assert not ring.completed().lacking
    assert ring.completed().numbers > ring.numbers


@pytest.mark.parametrize("text", [b"", b"{}", b'{"key": [], "primaryKeyId": 1}', b"\xff"])
def test_what_is_no_keyset_is_refused(text):
    with pytest.raises(KeysetUnreadable):
        Keyset.read(Purpose.SEEDS, Secret(text))


def test_keys_of_another_kind_are_refused():
    with pytest.raises(KeysetUnreadable):
        Keyset.read(Purpose.SEEDS, Keyset.fresh(Purpose.TIMELINE).written())
