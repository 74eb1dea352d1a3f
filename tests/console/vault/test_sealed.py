"""A secret of the vault opens in its own row alone, and is found by its mark without being opened."""

import uuid
from datetime import UTC, datetime

import pytest
from tests.fakes.accounts import add_account

from kagimori.console.doors.keyring import keyring
from kagimori.console.vault import sealed
from kagimori.console.vault.models import Authenticator, BackupCode
from kagimori.core.secret import Secret
from kagimori.core.vault import Purpose, SealBroken

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CODE, KEY = Secret(b"01234567"), Secret(b"12345678901234567890")
pytestmark = pytest.mark.django_db


@pytest.fixture
def account(team):
    return add_account(team, "minato_coffee")


@pytest.fixture
def row(account):
    code = BackupCode(account=account, place=1)
    code.sealed = sealed.seal_code(code, CODE)
    return code


@pytest.fixture
def key(account):
    found = Authenticator(account=account, added_at=NOW)
    found.sealed = sealed.seal_key(found, KEY)
    return found


def test_what_was_sealed_comes_back_in_its_own_row(row, key):
    assert sealed.open_code(row) == CODE
    assert sealed.open_key(key) == KEY


def test_in_another_row_or_account_it_does_not_open(row, key, team):
    other = add_account(team, "minato_tea")

    with pytest.raises(SealBroken):
        sealed.open_code(BackupCode(account=row.account, place=1, sealed=row.sealed))
    for held, opened in ((row, sealed.open_code), (key, sealed.open_key)):
        held.account = other
        with pytest.raises(SealBroken):
            opened(held)


def test_codes_and_keys_are_sealed_under_different_keys(row, key):
    with pytest.raises(SealBroken):
        keyring().box(Purpose.SEEDS).open(row.sealed, bound_to=sealed.place_of_code(row))
    with pytest.raises(SealBroken):
        keyring().box(Purpose.CODES).open(key.sealed, bound_to=sealed.place_of_key(key))


def test_a_mark_is_the_same_for_the_same_code_of_the_same_account_alone(account):
    here, there = str(account.pk), str(uuid.uuid4())

    assert sealed.mark_of_code(here, CODE) == sealed.mark_of_code(here, Secret(b"01234567"))
    assert sealed.mark_of_code(here, CODE) != sealed.mark_of_code(there, CODE)
    assert sealed.mark_of_code(here, CODE) != sealed.mark_of_code(here, Secret(b"01234568"))


def test_a_mark_tells_neither_code_nor_key(account):
    marks = sealed.mark_of_code(str(account.pk), CODE) + sealed.mark_of_key(KEY)

    assert CODE.reveal().decode() not in marks
    assert KEY.reveal().hex() not in marks
    assert sealed.mark_of_key(KEY) == sealed.mark_of_key(Secret(KEY.reveal()))
