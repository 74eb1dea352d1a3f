"""Keys are changed under everything that the vault has sealed, and a restore says what it cannot know."""

from datetime import timedelta

import pytest
from tests.console.keeping.conftest import ME, NOW, backed_up, emptied, keys, opened
from tests.fakes.accounts import add_account

from kagimori.console.doors.keyring import keyring
from kagimori.console.keeping import restore, rotation
from kagimori.console.keeping.keys import make_ready
from kagimori.console.keeping.rotation import RotationImpossible, rotate
from kagimori.console.vault import sealed
from kagimori.console.vault.models import Authenticator, BackupCode, CodesDraft, CodeSheet, KeysDraft, Share
from kagimori.core.secret import Secret
from kagimori.core.vault import Purpose, SealBroken

__all__ = ["keys"]  # the fixture
MANY = 23
pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(keys, team, ai, monkeypatch):
    """Many codes, of which one is worth nothing any more, an authenticator, a draft of each kind and a share."""
    make_ready()
    monkeypatch.setattr(rotation, "AT_ONCE", 5)
    account = add_account(team, "minato_coffee")
    sheet = CodeSheet.objects.create(account=account, generation=1, size=MANY, added_at=NOW)
    for place in range(MANY):
        row = BackupCode(sheet=sheet, account=account, place=place + 1)
        row.sealed, row.mark = (sealed.seal_code(row, _code(place)) if place else b""), str(place)
        row.save(force_insert=True)
    key = Authenticator(account=account, stage="living", way="typed", added_at=NOW)
    key.sealed = sealed.seal_key(key, Secret(b"12345678901234567890"))
    key.save(force_insert=True)
    whose = {"team": team, "user": str(ai.opaque), "made_at": NOW, "until": NOW + timedelta(minutes=15)}
    for row, purpose in ((CodesDraft(account=account, **whose), Purpose.CODES), (KeysDraft(**whose), Purpose.SEEDS)):
        row.sealed = keyring().box(purpose).seal(Secret(b"draft"), bound_to=sealed.place_of_draft(row))
        row.save(force_insert=True)
    day = timedelta(days=1)
    Share.objects.create(account=account, user="x", purpose="event", begins_at=NOW, until=NOW + day, given_at=NOW)
    return account


def _code(place):
    return Secret(b"%08d" % place)


def all_open():
    assert [sealed.open_code(row) for row in BackupCode.objects.order_by("place")[1:]] == list(
        map(_code, range(1, MANY))
    )
    assert sealed.open_key(Authenticator.objects.get()) == Secret(b"12345678901234567890")
    for kind, purpose in ((CodesDraft, Purpose.CODES), (KeysDraft, Purpose.SEEDS)):
        row = kind.objects.get()
        assert keyring().box(purpose).open(row.sealed, bound_to=sealed.place_of_draft(row)) == Secret(b"draft")


@pytest.mark.parametrize(("purpose", "values"), [(Purpose.CODES, MANY - 1 + 1), (Purpose.SEEDS, 2)])
def test_every_code_key_and_draft_is_sealed_anew_and_the_old_key_opens_none(filled, purpose, values):
    old = {row.pk: bytes(row.sealed) for row in [*BackupCode.objects.exclude(sealed=b""), Authenticator.objects.get()]}

    done = rotate(purpose, by=ME, now=NOW, settle_s=0)

    assert (done.resealed, done.forgotten) == (values, 1)
    all_open()
    row = BackupCode.objects.latest("place") if purpose is Purpose.CODES else Authenticator.objects.get()
    row.sealed = old[row.pk]
    with pytest.raises(SealBroken):
        (sealed.open_code if purpose is Purpose.CODES else sealed.open_key)(row)


def test_marks_stay_so_that_codes_are_still_found(filled):
    before = sealed.mark_of_code(str(filled.pk), _code(3))

    with pytest.raises(RotationImpossible):
        rotate(Purpose.MARKS, by=ME, now=NOW, settle_s=0)
    rotate(Purpose.CODES, by=ME, now=NOW, settle_s=0)

    assert sealed.mark_of_code(str(filled.pk), _code(3)) == before


@pytest.mark.django_db(transaction=True)
def test_after_a_restore_a_living_sheet_is_doubtful_and_shares_have_ended(filled):
    retired = CodeSheet.objects.create(account=filled, generation=0, size=1, added_at=NOW, retired_at=NOW)
    file, later = backed_up(), NOW + timedelta(hours=3)
    emptied()

    restore.restore(opened(file), keyring(), by=ME, now=later)

    assert CodeSheet.objects.get(generation=1).doubtful_since == NOW
    assert CodeSheet.objects.get(pk=retired.pk).doubtful_since is None
    assert Share.objects.get().revoked_at == later
    assert not CodesDraft.objects.exists()
    assert not KeysDraft.objects.exists()
    assert [sealed.open_code(row) for row in BackupCode.objects.order_by("place")[1:3]] == [_code(1), _code(2)]
