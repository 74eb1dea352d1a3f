"""The gate to the network's time, against a real chronyd and against stand-ins that are wrong, silent or mad."""

import shutil
import socket
import subprocess
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kagimori.gateways.ntp import Server, ServerName, TimeUnreachable, ask, measure, server_named
from kagimori.standin.ntp import TimeServer

QUICK = {"trips": 3, "timeout_s": 0.3}


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def chronyd(tmp_path):
    """A real chronyd on a loopback port, which sets no clock (-x)."""
    program = shutil.which("chronyd") or shutil.which("chronyd", path="/usr/sbin")
    if not program:
        pytest.skip("chronyd is missing: apt-get install chrony")
    port = free_port()
    settings = tmp_path / "chrony.conf"
    settings.write_text(
        f"port {port}\nbindaddress 127.0.0.1\nallow 127.0.0.1\nlocal stratum 3\ncmdport 0\n"
        f"bindcmdaddress /\npidfile {tmp_path}/chronyd.pid\n"
    )
    daemon = subprocess.Popen(
        [program, "-x", "-d", "-u", "root", "-f", str(settings)], stderr=subprocess.PIPE, text=True
    )
    server = Server("127.0.0.1", port)
    for _ in range(50):
        if daemon.poll() is not None:
            pytest.skip(f"chronyd does not run here: {daemon.stderr.read()[-300:]}")
        if ask(server, trips=1, timeout_s=0.2):
            break
    yield server
    daemon.terminate()
    daemon.communicate(timeout=10)


def test_it_agrees_with_a_real_chronyd(chronyd):
    told = measure([chronyd], trips=4, timeout_s=1)

    assert abs(told.offset.ahead_s) < 0.01
    assert abs(told.offset.ahead_s) <= told.offset.uncertainty_s < 0.5
    assert [reading.stratum for reading in told.readings] == [3]


@pytest.mark.parametrize("ahead_s", [0.0, 3600.0, -45.5, 86_400.0 * 400])
def test_a_machine_is_behind_by_as_much_as_the_server_is_ahead(ahead_s):
    with TimeServer(ahead_s=ahead_s) as server:
        told = measure([server_named(server.name)], **QUICK)

    assert told.offset.ahead_s == pytest.approx(-ahead_s, abs=0.05)
    assert abs(told.offset.ahead_s + ahead_s) <= told.offset.uncertainty_s


def test_what_a_server_is_unsure_of_is_added():
    with TimeServer(unsure_s=0.25) as server:
        told = measure([server_named(server.name)], **QUICK)

    assert 0.25 <= told.offset.uncertainty_s < 0.4


def test_each_server_is_asked_several_times():
    with TimeServer() as server:
        measure([server_named(server.name)], trips=4, timeout_s=1)

    assert server.asked == 4


def test_one_wrong_server_among_three_does_not_move_the_answer():
    with TimeServer() as one, TimeServer(ahead_s=7200) as liar, TimeServer() as two:
        told = measure([server_named(server.name) for server in (one, liar, two)], **QUICK)

    assert abs(told.offset.ahead_s) < 0.05
    assert len(told.readings) == 3


@pytest.mark.parametrize(
    "switches",
    [{"silent": True}, {"garbled": True}, {"stratum": 0}, {"stratum": 16}, {"leap": 3}, {"repeats_question": False}],
    ids=str,
)
def test_a_server_of_no_use_counts_as_silence(switches):
    with TimeServer(**switches) as useless, TimeServer() as good:
        told = measure([server_named(useless.name), server_named(good.name)], **QUICK)

    assert [reading.server for reading in told.readings] == [server_named(good.name)]
    assert told.silent == (server_named(useless.name),)


def test_where_nobody_answers_it_names_whom_it_asked_and_does_not_wait_for_ever():
    start = time.monotonic()

    with TimeServer(silent=True) as server, pytest.raises(TimeUnreachable) as caught:
        measure([server_named(server.name), Server("no-such-host.invalid")], trips=4, timeout_s=0.3)

    assert caught.value.fields["hosts"] == "127.0.0.1, no-such-host.invalid"
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("time.google.com", Server("time.google.com", 123)),
        ("127.0.0.1:11123", Server("127.0.0.1", 11123)),
        ("[::1]:1123", Server("::1", 1123)),
        ("::1", Server("::1", 123)),
        ("[::1]", Server("::1", 123)),
    ],
)
def test_it_reads_a_servers_name(text, server):
    assert server_named(text) == server


@pytest.mark.parametrize(
    "text", ["", ":123", "host:", "host:0", "host:65536", "host:x", "a b", "http://host/", "ホスト"]
)
def test_it_refuses_what_is_no_server(text):
    with pytest.raises(ServerName):
        server_named(text)


@given(st.text(max_size=40))
def test_any_text_is_a_server_or_refused(text):
    with suppress(ServerName):
        assert server_named(text).host
