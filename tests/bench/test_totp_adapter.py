"""The adapter that measurements from outside call: the published functions, with the answers of the peer."""

import random
from base64 import b32encode

import pyotp
import pytest
from bench.adapters import totp

NOW = 1_763_971_215
DICE = random.Random(5)
SECRETS = [b32encode(DICE.randbytes(20)).decode() for _ in range(50)]


@pytest.mark.parametrize("secret", SECRETS[:10])
def test_it_generates_and_verifies_as_the_peer(secret):
    peer = pyotp.TOTP(secret)

    assert totp.generate(secret, NOW) == peer.at(NOW)
    for shift_s in (-60, -30, 0, 30, 60):
        code = peer.at(NOW + shift_s)
        assert totp.verify(secret, code, NOW) is peer.verify(code, for_time=NOW, valid_window=1)


def test_it_finds_a_drift_or_none():
    assert totp.find_drift(SECRETS[0], totp.generate(SECRETS[0], NOW + 3000), NOW, 2880) == 100
    assert totp.find_drift(SECRETS[0], totp.generate(SECRETS[0], NOW + 3000), NOW, 50) is None
    assert totp.find_drift(SECRETS[0], "12345", NOW, 50) is None


def test_batches_answer_in_order_what_single_calls_answer():
    pairs = [(secret, totp.generate(secret, NOW + 30 * DICE.randrange(-4, 5))) for secret in SECRETS]

    assert list(totp.verify_batch(pairs, NOW)) == [totp.verify(*pair, NOW) for pair in pairs]
    assert list(totp.find_drift_batch(pairs, NOW, 4)) == [totp.find_drift(*pair, NOW, 4) for pair in pairs]
