"""The key file: closed to others, whole or not there, and opened only by what locks it."""

import json

import pytest

from kagimori.core.secret import Secret
from kagimori.core.vault import AssociatedData, Keyring, Purpose
from kagimori.core.vault.keyring import MasterKeyWrong
from kagimori.core.vault.master import PassphraseWrong
from kagimori.gateways.keys import KeyFile, KeyFileBroken, KeysExist, KeysMissing, PassphraseMissing
from kagimori.gateways.kms import KmsAway, KmsUnknown, remote_key
from kagimori.standin.transit import Transit

WORDS = Secret("四つの 関係ない 言葉 です".encode())
HERE = AssociatedData("", "a", "b")


@pytest.fixture
def file(tmp_path):
    made = KeyFile(tmp_path / "keys")
    made.make(Keyring.fresh(), made.in_clear())
    return made


def again(file, **more):
    """Open it as another process would."""
    return KeyFile(file.folder, **more).open()


def test_it_is_closed_to_others_and_never_written_over(file):
    before = file.path.read_bytes()

    with pytest.raises(KeysExist):
        file.make(Keyring.fresh(), file.in_clear())

    assert file.path.read_bytes() == before
    assert {path.stat().st_mode & 0o077 for path in (file.folder, *file.folder.iterdir())} == {0}


def test_what_is_changed_is_there_for_the_next_process(file):
    sealed = file.open().box(Purpose.SEEDS).seal(Secret(b"value"), bound_to=HERE)
    file.change(lambda ring: ring.with_new_key(Purpose.SEEDS))

    ring = again(file)

    assert ring.box(Purpose.SEEDS).open(sealed, bound_to=HERE) == Secret(b"value")
    assert not ring.box(Purpose.SEEDS).is_newest(sealed)


def test_a_change_that_fails_leaves_the_file_as_it_was(file):
    before = file.path.read_bytes()

    def fail(_ring):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        file.change(fail)
    assert file.path.read_bytes() == before


def test_a_purpose_of_an_upgrade_gets_one_key_for_good(file):
    record = json.loads(file.path.read_bytes())
    del record["purposes"]["codes"]
    file.path.write_text(json.dumps(record))

    first, second = again(file), again(file)

    assert first.keyset(Purpose.CODES).numbers == second.keyset(Purpose.CODES).numbers


def test_a_passphrase_opens_it_and_another_does_not(file):
    file.lock_anew(file.under_passphrase(WORDS))

    assert again(file, passphrase=lambda: WORDS).numbers == file.open().numbers
    assert file.facts().kind == "passphrase"
    with pytest.raises(PassphraseWrong):
        again(file, passphrase=lambda: Secret(b"other"))
    with pytest.raises(PassphraseMissing):
        again(file)


def test_no_key_stands_in_clear_under_a_passphrase(file):
    keys = [key.reveal() for purpose in Purpose for _, key in file.open().keyset(purpose).raw()]
    file.lock_anew(file.under_passphrase(WORDS))

    content = file.path.read_text()

    assert '"kind": "file"' not in content
    assert not [key for key in keys if key.hex() in content]
    assert WORDS.reveal().decode() not in content


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 2**40}, {"passes": 10**9}, {"lanes": 0}, {"salt": "!"}, {"salt": "AAAA"}]
)
def test_a_changed_cost_neither_fills_the_memory_nor_makes_guessing_cheap(file, cost):
    file.lock_anew(file.under_passphrase(WORDS))
    record = json.loads(file.path.read_bytes())
    record["master"] |= cost
    file.path.write_text(json.dumps(record))

    with pytest.raises(KeyFileBroken):
        again(file, passphrase=lambda: WORDS)


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "no", '{"version": 2}', '{"version": 1, "purposes": {}, "master": 1}']
)
def test_a_damaged_file_is_named(file, content):
    file.path.write_text(content)

    with pytest.raises(KeyFileBroken):
        again(file)


def test_a_lost_file_is_named(file):
    file.path.unlink()

    with pytest.raises(KeysMissing):
        again(file)


def test_the_master_key_of_another_file_does_not_open_it(file, tmp_path):
    other = KeyFile(tmp_path / "other")
    other.make(Keyring.fresh(), other.in_clear())
    record, stranger = (json.loads(each.path.read_bytes()) for each in (file, other))
    file.path.write_text(json.dumps(record | {"master": stranger["master"]}))

    with pytest.raises(MasterKeyWrong):
        again(file)


def test_a_key_service_opens_it_with_its_token_and_the_key_never_leaves_it(file):
    with Transit() as kms:

        def remote(uri):
            return remote_key(uri, Secret(kms.token.encode()))

        file.remote = remote
        file.lock_anew(file.under_kms(kms.uri("kagimori")))

        assert again(file, remote=remote).numbers == file.open().numbers
        assert kms.asked == ["encrypt", "decrypt"]
        assert file.facts().uri == kms.uri("kagimori")


@pytest.mark.parametrize(("code", "token"), [(0, b"wrong"), (503, b"token-of-the-stand-in")])
def test_a_key_service_that_says_no_is_named_and_opens_nothing(file, code, token):
    with Transit() as kms:
        file.remote = lambda uri: remote_key(uri, Secret(kms.token.encode()))
        file.lock_anew(file.under_kms(kms.uri("kagimori")))
        kms.code = code

        with pytest.raises(KmsAway):
            again(file, remote=lambda uri: remote_key(uri, Secret(token)))


def test_another_key_of_the_service_does_not_open_it(file):
    with Transit() as kms:
        file.remote = lambda uri: remote_key(uri, Secret(kms.token.encode()))
        file.lock_anew(file.under_kms(kms.uri("kagimori")))
        record = json.loads(file.path.read_bytes())
        record["master"]["uri"] = kms.uri("other")
        file.path.write_text(json.dumps(record))

        with pytest.raises(MasterKeyWrong):
            again(file, remote=file.remote)


def test_a_key_service_that_is_gone_is_named(file):
    with Transit() as kms:
        file.remote = lambda uri: remote_key(uri, Secret(kms.token.encode()))
        file.lock_anew(file.under_kms(kms.uri("kagimori")))

    with pytest.raises(KmsAway):
        again(file, remote=file.remote)


@pytest.mark.parametrize(
    "uri", ["hcvault://host/transit", "https://host/key", "gcp-kms://projects/p/x", "aws-kms://arn", ""]
)
def test_an_address_that_nobody_speaks_to_is_named(uri):
    with pytest.raises(KmsUnknown):
        remote_key(uri, None)


def test_what_was_printed_is_remembered(file):
    ring = file.open()
    file.note_printed(ring)
    file.change(lambda held: held.with_new_key(Purpose.CODES))

    facts = file.facts()

    assert facts.printed == ring.numbers
    assert frozenset().union(*facts.numbers.values()) > facts.printed
