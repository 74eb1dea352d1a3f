"""Files that a passphrase opens: ours, those of the plain `age` program, and those that nobody should open."""

import io
import os
import pty
import select
import shutil
import subprocess
import time

import pyrage
import pytest

from kagimori.core.secret import Secret
from kagimori.gateways import age

pytestmark = pytest.mark.slow

PASSPHRASE = Secret(b"harbour violin cactus seventeen")
CONTENT = Secret("コード 27354618".encode())


@pytest.fixture(scope="module")
def locked():
    return age.lock(CONTENT, PASSPHRASE)


def test_the_passphrase_opens_what_it_locked_and_nothing_of_it_stands_in_clear(locked):
    assert age.unlock(locked, PASSPHRASE) == CONTENT
    assert b"27354618" not in locked


@pytest.mark.parametrize("wrong", [b"", b"harbour violin cactus sevente\xff", b"Harbour violin cactus seventeen"])
def test_another_passphrase_opens_nothing(locked, wrong):
    with pytest.raises(age.LockedWrong):
        age.unlock(locked, Secret(wrong))


@pytest.mark.parametrize("cut", [0, 5, 40, 150, -1, -20])
def test_a_file_that_was_cut_off_is_refused(locked, cut):
    with pytest.raises((age.FileBroken, age.LockedWrong)):
        age.unlock(locked[:cut], PASSPHRASE)


def test_a_changed_byte_is_refused(locked):
    with pytest.raises((age.FileBroken, age.LockedWrong)):
        age.unlock(locked[:-1] + bytes([locked[-1] ^ 1]), PASSPHRASE)


def test_what_is_no_age_file_is_refused():
    with pytest.raises(age.FileBroken):
        age.unlock(b"PK\x03\x04 something else", PASSPHRASE)


def test_a_file_for_an_identity_is_told_apart():
    made = io.BytesIO()
    age.encrypt(io.BytesIO(b"x"), made, [pyrage.x25519.Identity.generate().to_public()])

    with pytest.raises(age.NotLocked):
        age.unlock(made.getvalue(), PASSPHRASE)


def test_a_file_that_would_take_hours_to_open_is_refused_at_once(locked):
    head, stanza, *rest = locked.split(b"\n")
    dear = b"\n".join([head, stanza.rsplit(b" ", 1)[0] + b" 40", *rest])

    with pytest.raises(age.LockTooDear):
        age.unlock(dear, PASSPHRASE)


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not installed")
def test_the_plain_age_program_opens_it(locked, tmp_path):
    (tmp_path / "vault.age").write_bytes(locked)
    out = tmp_path / "out.json"

    # It asks at a terminal and takes no passphrase in any other way.
    main, other = pty.openpty()
    process = subprocess.Popen(
        ["setsid", "--ctty", "--wait", "age", "-d", "-o", str(out), str(tmp_path / "vault.age")],
        stdin=other,
        stdout=other,
        stderr=other,
    )
    os.close(other)
    _wait_for(main, b"passphrase")
    os.write(main, PASSPHRASE.reveal() + b"\n")

    assert process.wait(timeout=60) == 0
    assert out.read_bytes() == CONTENT.reveal()
    os.close(main)


def _wait_for(terminal, word):
    seen, until = b"", time.monotonic() + 30
    while word not in seen and time.monotonic() < until:
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 1024)
    assert word in seen
