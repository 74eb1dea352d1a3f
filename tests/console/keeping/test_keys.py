"""The console starts with its own keys and with no others."""

import threading

import pytest
from tests.console.keeping.conftest import NOW

from kagimori.console.doors import keyring as held
from kagimori.console.doors.keyring import keyring
from kagimori.console.keeping.keys import KeysOfAnother, RestoreUnfinished, make_ready
from kagimori.console.keeping.models import KeyCheck, Restoring
from kagimori.core.vault import Keyring, Purpose
from kagimori.gateways.keys import KeyFile, KeysMissing, PassphraseMissing

pytestmark = pytest.mark.django_db


@pytest.fixture
def nowhere(settings, tmp_path):
    """A folder without keys."""
    settings.KEYS = tmp_path / "keys"
    yield KeyFile(settings.KEYS)
    held.forget()


def test_the_first_start_makes_keys_and_marks_and_the_next_finds_them(nowhere):
    first = make_ready()
    held.forget()

    assert make_ready().numbers == first.numbers
    assert KeyCheck.objects.count() == len(Purpose)
    assert nowhere.path.stat().st_mode & 0o777 == 0o600
    assert nowhere.folder.stat().st_mode & 0o777 == 0o700


def test_an_installation_from_before_a_purpose_gets_its_keys_and_its_mark_at_the_next_start(nowhere):
    whole = make_ready()
    older = [purpose for purpose in Purpose if purpose is not Purpose.MARKS]
    nowhere.change(lambda _held: Keyring({purpose: whole.keyset(purpose) for purpose in older}))
    KeyCheck.objects.filter(purpose=Purpose.MARKS).delete()
    held.forget()

    first = make_ready().fingerprint(Purpose.MARKS).of("code")
    held.forget()

    assert make_ready().fingerprint(Purpose.MARKS).of("code") == first
    assert {purpose: keyring().keyset(purpose).numbers for purpose in older} == {
        purpose: whole.keyset(purpose).numbers for purpose in older
    }
    assert KeyCheck.objects.filter(purpose=Purpose.MARKS).exists()


def test_lost_keys_stop_the_start_and_none_are_made_in_their_place(nowhere):
    make_ready()
    nowhere.path.unlink()
    held.forget()

    with pytest.raises(KeysMissing):
        make_ready()
    assert not nowhere.path.exists()


@pytest.mark.parametrize("purpose", Purpose)
def test_keys_of_another_installation_stop_the_start(nowhere, purpose):
    ring = make_ready()
    other = Keyring({each: (Keyring.fresh() if each is purpose else ring).keyset(each) for each in Purpose})
    nowhere.change(lambda _held: other)

    with pytest.raises(KeysOfAnother) as error:
        make_ready()

    assert error.value.fields["purpose"] == purpose


def test_a_restore_without_an_end_stops_the_start(nowhere):
    Restoring.objects.create(began_at=NOW, since=NOW)

    with pytest.raises(RestoreUnfinished):
        make_ready()


def test_keys_that_another_process_changed_are_known_at_once(keys):
    before = keyring()

    keys.change(lambda ring: ring.with_new_key(Purpose.SEEDS))

    assert keyring().keyset(Purpose.SEEDS).numbers > before.keyset(Purpose.SEEDS).numbers


def test_many_first_starts_at_once_make_one_set_of_keys(nowhere):
    found, gate = [], threading.Barrier(6)

    def start():
        gate.wait()
        file = KeyFile(nowhere.folder)
        held_make(file)
        found.append(file.open().numbers)

    from kagimori.console.keeping.keys import make as held_make

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 6
    assert len(set(found)) == 1


def test_a_passphrase_file_locks_the_first_keys(nowhere, settings, tmp_path):
    (tmp_path / "pass").write_text("kana and kanji 鍵\n")
    settings.KEY_PASSPHRASE_FILE = str(tmp_path / "pass")
    make_ready()

    settings.KEY_PASSPHRASE_FILE = ""
    held.forget()

    assert nowhere.facts().kind == "passphrase"
    with pytest.raises(PassphraseMissing):
        make_ready()
