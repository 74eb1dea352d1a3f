"""Answers of libsodium (through PyNaCl 1.6.2, asked 2026-11-25) and of draft-irtf-cfrg-xchacha-03 2.2.1."""

import pytest

from kagimori.core.otp.files.refusals import PasswordWrong
from kagimori.core.otp.files.secretstream import hchacha20, open_message

KEY = bytes(range(32))
# length of the message 00 01 02 …, header, sealed with the final tag
LIBSODIUM = [
    (0, "89c3f0e6c4f6036e462859caacf4259c6c85ebf5b6b9bfd7", "860da3aebbd6cf8ebe8d8d8964b2e28a30"),
    (1, "a676600cd7f54efa45d37558c232c2ee71fce6efb4de66ba", "290025fd85a494941789c8df3a24ab796836"),
    (
        15,
        "7784fab519198de6e832fe0ca6bd86c410d8bed7381c75ae",
        "452467c90542e433e5d85bbad4b53d6e95b3bb1cbecc7ea51152fa2fcd4bdb76",
    ),
    (
        16,
        "ae6ff4211510f7aaf53f91ceee29ff7ea0f4af4a53e908de",
        "4c64d63edeedd9c1d3c0e551d32f20047881f9fe65c466d792ad6077dd556da7ba",
    ),
    (
        17,
        "c2a608d54c179bf37c6ba103ec8013b67f22b2d9dac768a2",
        "5deada5d3afc3c05b2a6bc3ebe5f9d5769b943ec9151d0adf2ae0276970dbeaa2b0a",
    ),
]


def test_the_inner_key_is_that_of_the_draft():
    nonce = bytes.fromhex("000000090000004a0000000031415927")

    assert hchacha20(KEY, nonce).hex() == "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"


@pytest.mark.parametrize(("length", "header", "sealed"), LIBSODIUM)
def test_what_libsodium_sealed_is_opened(length, header, sealed):
    assert open_message(KEY, bytes.fromhex(header), bytes.fromhex(sealed)) == bytes(range(length))


@pytest.mark.parametrize("place", [0, 1, 10, -1])
def test_one_turned_bit_anywhere_opens_nothing(place):
    _, header, sealed = LIBSODIUM[3]
    turned = bytearray.fromhex(sealed)
    turned[place] ^= 1

    with pytest.raises(PasswordWrong):
        open_message(KEY, bytes.fromhex(header), bytes(turned))


@pytest.mark.parametrize(("header", "sealed"), [("", "00" * 30), ("00" * 24, ""), ("00" * 24, "00" * 16)])
def test_what_is_too_short_opens_nothing(header, sealed):
    with pytest.raises(PasswordWrong):
        open_message(KEY, bytes.fromhex(header), bytes.fromhex(sealed))
