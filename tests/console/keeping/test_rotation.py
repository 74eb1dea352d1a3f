"""Changing keys loses nothing, may be cut off, and forgets the old key only when nobody needs it."""

from itertools import count

import pytest
from allauth.mfa.models import Authenticator
from tests.console.keeping.conftest import ME, NOW
from tests.fakes.people import make_user

from kagimori.console.doors.keyring import keyring
from kagimori.console.keeping import rooms, rotation
from kagimori.console.keeping.keys import make_ready
from kagimori.console.keeping.rotation import RotationImpossible, SealsBroken, SealsLeft, rotate
from kagimori.console.people.models import User
from kagimori.console.timeline.models import Entry
from kagimori.core.secret import Secret
from kagimori.core.vault import AssociatedData, Purpose, SealBroken
from kagimori.core.vault.columns import SealedColumn

pytestmark = pytest.mark.django_db


def place(row):
    return AssociatedData("", f"user:{row.user_id}", "secret")


@pytest.fixture
def sealed(keys, monkeypatch):
    """Seven rows with a sealed secret, in a column that is registered."""
    column = SealedColumn("mfa.Authenticator", "data", Purpose.LOGIN, place, inside=("secret", "seed"))
    monkeypatch.setattr(rooms, "sealed_columns", lambda: (column,))
    monkeypatch.setattr(rotation, "AT_ONCE", 3)
    make_ready()
    for number in range(7):
        row = Authenticator(user=make_user(f"user{number}", proven=False), type="totp")
        text = keyring().box(Purpose.LOGIN).seal_text(Secret(b"%d" % number), bound_to=place(row))
        row.data = {"secret": text, "note": "left alone"}
        row.save()


def secrets():
    return [
        keyring().box(Purpose.LOGIN).open_text(row.data["secret"], bound_to=place(row)).reveal()
        for row in Authenticator.objects.order_by("pk")
    ]


def test_every_value_is_sealed_anew_and_the_old_key_is_gone(sealed):
    before = keyring()
    old = [row.data["secret"] for row in Authenticator.objects.order_by("pk")]

    done = rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=0)

    assert (done.resealed, done.forgotten) == (7, 1)
    assert secrets() == [b"0", b"1", b"2", b"3", b"4", b"5", b"6"]
    assert not before.keyset(Purpose.LOGIN).numbers & keyring().keyset(Purpose.LOGIN).numbers
    with pytest.raises(SealBroken):
        keyring().box(Purpose.LOGIN).open_text(old[0], bound_to=AssociatedData("", "user:1", "secret"))
    assert all(row.data["note"] == "left alone" for row in Authenticator.objects.all())
    assert make_ready()


@pytest.mark.parametrize("survived", [1, 2])
def test_it_goes_on_where_it_was_cut_off(sealed, monkeypatch, survived):
    real, calls = rotation.reseal_rows, count(1)

    def cut_off(*given):
        if next(calls) > survived:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(rotation, "reseal_rows", cut_off)
    with pytest.raises(KeyboardInterrupt):
        rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=0)
    assert secrets()[6] == b"6"
    monkeypatch.setattr(rotation, "reseal_rows", real)

    done = rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=0)

    assert (done.resealed, done.forgotten) == (7 - 3 * survived, 1)
    assert len(secrets()) == 7


def test_a_value_that_does_not_open_keeps_the_old_key(sealed):
    broken = Authenticator.objects.earliest("pk")
    broken.data = {"secret": "AQ=="}
    broken.save()

    with pytest.raises(SealsBroken) as error:
        rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=0)

    assert error.value.fields == {"count": 1, "place": f"mfa.Authenticator:{broken.pk}"}
    assert len(keyring().keyset(Purpose.LOGIN).numbers) == 2


def test_a_value_sealed_meanwhile_with_the_old_key_is_found(sealed, monkeypatch):
    old, late = keyring(), Authenticator.objects.latest("pk")

    def write_late(_seconds):
        text = old.box(Purpose.LOGIN).seal_text(Secret(b"late"), bound_to=place(late))
        Authenticator.objects.filter(pk=late.pk).update(data={"secret": text})

    monkeypatch.setattr(rotation.time, "sleep", write_late)

    rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=1)

    assert secrets()[-1] == b"late"


@pytest.mark.parametrize("column", ["name", "time_zone"])
def test_a_sealed_value_that_no_room_has_named_keeps_the_old_key(sealed, column):
    text = keyring().box(Purpose.LOGIN).seal_text(Secret(b"v"), bound_to=AssociatedData("", "a", "b"))
    User.objects.filter(name="user3").update(**{column: text[:50]})

    with pytest.raises(SealsLeft) as error:
        rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=0)

    assert error.value.fields == {"place": f"people.user.{column}"}
    assert len(keyring().keyset(Purpose.LOGIN).numbers) == 2


def test_one_within_a_record_or_in_bytes_keeps_it_too(sealed):
    box, here = keyring().box(Purpose.LOGIN), AssociatedData("", "a", "b")
    row = Authenticator.objects.create(
        user=make_user("Ai", proven=False),
        type="recovery_codes",
        data={"deep": [box.seal_text(Secret(b"v"), bound_to=here)]},
    )
    with pytest.raises(SealsLeft):
        rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=0)

    row.delete()

    assert rotate(Purpose.LOGIN, by=ME, now=NOW, settle_s=0).forgotten == 1


def test_stamps_get_a_new_key_and_old_ones_still_fit(keys):
    make_ready()
    stamp = keyring().stamp().of(b"line")

    done = rotate(Purpose.TIMELINE, by=ME, now=NOW, settle_s=0)

    assert done.forgotten == 0
    assert keyring().stamp().fits(b"line", stamp)
    assert len(keyring().keyset(Purpose.TIMELINE).numbers) == 2
    assert Entry.objects.filter(kind="vault.keys_changed").count() == 1
    assert make_ready()


def test_fingerprints_keep_their_key(keys):
    with pytest.raises(RotationImpossible):
        rotate(Purpose.HANDLES, by=ME, now=NOW, settle_s=0)
