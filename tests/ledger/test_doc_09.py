"""DOC-09: this machine's offset by real NTP, the phone's by a code that is read out, and the switch per system."""

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kagimori.core.otp.fast import code_text
from kagimori.standin.ntp import TimeServer

KAGIMORI = str(Path(sys.executable).with_name("kagimori"))
KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
AHEAD_S = 400


def doctor(*arguments, text="", lang="en"):
    command = [KAGIMORI, "--lang", lang, "doctor", *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


@pytest.fixture
def chronyd(tmp_path):
    """The name of a real time server on loopback, which sets no clock."""
    program = shutil.which("chronyd") or shutil.which("chronyd", path="/usr/sbin")
    if not program:
        pytest.skip("chronyd is missing: apt-get install chrony")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = tmp_path / "chrony.conf"
    settings.write_text(
        f"port {port}\nbindaddress 127.0.0.1\nallow 127.0.0.1\nlocal stratum 3\ncmdport 0\n"
        f"bindcmdaddress /\npidfile {tmp_path}/chronyd.pid\n"
    )
    daemon = subprocess.Popen([program, "-x", "-d", "-u", "root", "-f", str(settings)], stderr=subprocess.DEVNULL)
    yield f"127.0.0.1:{port}"
    daemon.terminate()
    daemon.wait(10)


@pytest.mark.row("DOC-09", part="instructions per system")
def test_this_machines_clock_is_measured_by_a_real_time_server(chronyd):
    for _ in range(20):
        done = doctor("clock", "--server", chronyd, "--json")
        if done.returncode == 0:
            break

    told = json.loads(done.stdout)
    assert abs(told["offset_seconds"]) <= told["uncertainty_seconds"] < 0.5


@pytest.mark.row("DOC-09")
def test_the_phones_offset_comes_from_codes_and_the_switch_is_named_for_its_system():
    codes = "\n".join(code_text(KEY, int(time.time()) + AHEAD_S + later) for later in (0, 30))

    told = doctor("code", "--uri-stdin", text=f"otpauth://totp/ai?secret={KEY}\n{codes}\n").stdout

    assert "6 min" in told or "7 min" in told
    assert "ahead" in told
    assert "Settings › General › Date & Time › Set Automatically" in told
    assert "An iPhone has no field for a time server" in told
    assert "Android:" in told


@pytest.mark.row("DOC-09")
@pytest.mark.parametrize(("lang", "words"), [("ja", "時計は 90"), ("en", "90")])
def test_a_clock_that_is_off_is_told_with_the_switch(lang, words):
    with TimeServer(ahead_s=-90) as server:
        told = doctor("clock", "--server", server.name, lang=lang).stdout

    assert words in told
    assert "自動" in told or "automatic" in told
