"""What we write for other apps, read by ourselves and held against the peers' own descriptions."""

import base64
import hashlib
import json
import re

import pyotp
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from hypothesis import given
from tests.core.otp.files.entries import entries, lists

from kagimori.core.otp.files import aegis, bitwarden, formats, refusals, twofauth
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry
from kagimori.core.otp.files.opening import Opening
from kagimori.core.secret import Secret

KEY = Secret(b"12345678901234567890")
AI = Entry(KEY, issuer="Instagram", name="ai")
CHIKA = Entry(KEY, kind="hotp", issuer="Mail", name="chika", period_s=None, counter=42)
DAI = Entry(KEY, kind="steam", issuer="Steam", name="dai", digits=5)
BASE32 = base64.b32encode(b"12345678901234567890").decode()
HOLDERS = [module for module in formats.EXPORTS.values() if module is not bitwarden]


@pytest.mark.parametrize("module", HOLDERS, ids=lambda module: module.ID)
@given(written=lists(entries()))
def test_what_is_written_is_found_and_comes_back(plain, module, written):
    content = Content(module.write(written))

    assert formats.find(content).ID == module.ID
    assert formats.read(module, content, plain) == written


def test_aegis_gets_its_own_vault():
    vault = json.loads(aegis.write([AI, CHIKA]))

    assert (vault["version"], vault["header"]) == (1, {"slots": None, "params": None})
    assert [entry["type"] for entry in vault["db"]["entries"]] == ["totp", "hotp"]
    assert vault["db"]["entries"][0]["info"] == {"secret": BASE32, "algo": "SHA1", "digits": 6, "period": 30}
    assert vault["db"]["entries"][1]["info"] == {"secret": BASE32, "algo": "SHA1", "digits": 6, "counter": 42}
    assert len({entry["uuid"] for entry in vault["db"]["entries"]}) == 2
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", vault["db"]["entries"][0]["uuid"])


def test_bitwarden_gets_logins_with_codes(plain):
    items = json.loads(bitwarden.write([AI, DAI]))["items"]

    assert [item["type"] for item in items] == [1, 1]
    assert items[0]["login"]["totp"].startswith(f"otpauth://totp/Instagram:ai?secret={BASE32}&")
    assert items[1]["login"]["totp"] == f"steam://{BASE32}"
    assert formats.read(bitwarden, Content(bitwarden.write([AI, DAI])), plain) == [AI, DAI]


def test_2fauth_gets_its_own_schema():
    export = json.loads(twofauth.write([AI, CHIKA, DAI]))

    assert (export["app"][:8], export["schema"]) == ("2fauth_v", 1)
    assert [record["otp_type"] for record in export["data"]] == ["totp", "hotp", "steamtotp"]
    assert [record["counter"] for record in export["data"]] == [None, 42, None]


@pytest.mark.parametrize(
    ("module", "kind"), [(bitwarden, "hotp"), (aegis, "motp"), (aegis, "yandex"), (twofauth, "yandex")]
)
def test_what_a_format_cannot_hold_is_refused_by_its_place(module, kind):
    with pytest.raises(refusals.CannotHold) as told:
        module.write([AI, Entry(KEY, kind=kind)])

    assert told.value.fields["place"].endswith("[1]")


def test_a_sealed_vault_is_opened_by_the_library_alone(limits):
    """As docs/vault.md of Aegis describes it: scrypt opens the slot, the slot the master key, that one the db."""
    chance = hashlib.shake_256(b"only here").digest(aegis.CHANCE_BYTES)
    vault = json.loads(aegis.write_sealed([AI, CHIKA], Opening(Secret(b"pass word"), limits), chance))

    (slot,), params = vault["header"]["slots"], vault["header"]["params"]
    key = Scrypt(bytes.fromhex(slot["salt"]), 32, slot["n"], slot["r"], slot["p"]).derive(b"pass word")
    master = opened(key, slot["key_params"], bytes.fromhex(slot["key"]))
    db = json.loads(opened(master, params, base64.b64decode(vault["db"])))

    assert db == json.loads(aegis.write([AI, CHIKA]))["db"]
    assert BASE32 not in json.dumps(vault)


def opened(key, params, sealed):
    return AESGCM(key).decrypt(bytes.fromhex(params["nonce"]), sealed + bytes.fromhex(params["tag"]), None)


def test_a_sealed_vault_comes_back_with_its_password_only(plain, cheap, limits):
    sealing = Opening(Secret(b"pass word"), limits)
    content = Content(aegis.write_sealed([AI, CHIKA], sealing, bytes(range(aegis.CHANCE_BYTES))))

    assert formats.read(aegis, content, sealing) == [AI, CHIKA]
    with pytest.raises(refusals.PasswordNeeded):
        formats.read(aegis, content, plain)
    with pytest.raises(refusals.PasswordWrong):
        formats.read(aegis, content, Opening(cheap.password, limits))


def test_a_peer_reads_the_addresses_inside_the_other_forms():
    """pyotp; Bitwarden and 2FAuth keep an otpauth address of their own for each entry."""
    entries = [AI, Entry(KEY, issuer="Instagram", name="b en", algorithm="SHA256", digits=8, period_s=60)]
    by_bitwarden = [item["login"]["totp"] for item in json.loads(bitwarden.write(entries))["items"]]
    by_2fauth = [record["legacy_uri"] for record in json.loads(twofauth.write(entries))["data"]]

    for entry, *theirs in zip(entries, by_bitwarden, by_2fauth, strict=True):
        for read in map(pyotp.parse_uri, theirs):
            assert (read.byte_secret(), read.issuer, read.name) == (entry.key.reveal(), entry.issuer, entry.name)
            assert (read.digits, read.interval, read.digest().name) == (
                entry.digits,
                entry.period_s,
                entry.algorithm.lower(),
            )
