"""A real console in a process of its own, on loopback, with a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

KAGIMORI = str(Path(sys.executable).with_name("kagimori"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def surroundings(**settings):
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("KAGIMORI", "DATABASE", "DJANGO"))
    }
    return kept | {"KAGIMORI_STATUS_URL": "http://127.0.0.1:9"} | settings


def command(folder, port, *arguments):
    return [KAGIMORI, "serve", "--data", str(folder), "--port", str(port), *arguments]


@contextmanager
def served(folder, *arguments, **settings):
    """A running console: its address and its process; ended with SIGTERM."""
    port = free_port()
    process = subprocess.Popen(
        command(folder, port, *arguments),
        env=surroundings(**settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        # Lines of the log may come first.
        while "http" not in (line := process.stdout.readline()):
            assert line, "the console has ended"
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=15)
