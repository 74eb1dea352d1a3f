"""Limits so low that no file can make a test slow."""

from dataclasses import replace

import pytest

from kagimori.core.otp.files.opening import Opening, limits_of
from kagimori.core.secret import Secret
from kagimori.knowledge import load_policy


@pytest.fixture(scope="session")
def limits():
    return limits_of(load_policy())


@pytest.fixture(scope="session")
def plain(limits):
    """No password; nothing that needs one is opened."""
    return Opening(None, limits)


@pytest.fixture(scope="session")
def cheap(limits):
    """A password, and locks that may cost next to nothing."""
    low = replace(limits, pbkdf2_rounds=2000, scrypt_bytes=1 << 16, argon2_kib=1024, argon2_kib_passes=2048)
    return Opening(Secret(b"correct horse"), low)
