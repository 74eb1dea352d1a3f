"""Real processes that run the jobs of `tests.fakes.deeds`, to be ended in any way, and a look at what they did."""

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import psycopg
from tests.fakes.consoles import KAGIMORI, free_port, surroundings

from kagimori.console.work.book import Book, client

ROOT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)


class Works:
    """Processes on one data folder, and on PostgreSQL where a `database` is named."""

    def __init__(self, folder, database=""):
        self.folder, self.database, self.processes = folder, database, {}

    def start(self, name, *command, **settings):
        """Start `kagimori worker --name NAME`, or another command; it runs when this returns."""
        command = command or ("worker", "--name", name)
        port = {"KAGIMORI_PORT": str(free_port())}
        own = {"DJANGO_SETTINGS_MODULE": "tests.fakes.deeds.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
        log = (self.folder / f"{name}.log").open("a")
        self.processes[name] = subprocess.Popen(
            [KAGIMORI, *command, "--data", str(self.folder), "--lang", "en"],
            env=surroundings(**own, **port, DATABASE_URL=self.database, **settings),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        log.close()
        return self.processes[name]

    def ready(self, name):
        """Wait until the process says that it is there; return its first line."""
        line = self.processes[name].stdout.readline()
        assert "Ctrl-C" in line, (self.folder / f"{name}.log").read_text()
        return line

    def serve_web(self):
        """Start `kagimori web`; return its address."""
        self.start("web", "web")
        return self.ready("web").split()[3].rstrip("/")

    def kill(self, name):
        """End the process as a power failure does."""
        process = self.processes.pop(name)
        process.kill()
        process.communicate()

    def stop(self, name):
        """Tell the process to end; return its exit code and the seconds that took, at most ten."""
        process, started = self.processes.pop(name), time.monotonic()
        process.terminate()
        process.communicate(timeout=10)
        return process.returncode, time.monotonic() - started

    def end(self):
        """End whatever still runs."""
        for process in self.processes.values():
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for process in self.processes.values():
            process.communicate(timeout=15)

    def ask(self, question, *values):
        """Return the rows of a query; `?` stands for a value."""
        if self.database:
            with psycopg.connect(self.database, autocommit=True) as server:
                done = server.execute(question.replace("?", "%s"), values)
                return done.fetchall() if done.description else []
        with closing(sqlite3.connect(self.folder / "kagimori.sqlite3", timeout=30, isolation_level=None)) as file:
            return file.execute(question, values).fetchall()

    def add_things(self, numbers):
        """Make things due."""
        rows = ",".join(f"({number}, 0, 0)" for number in numbers)
        self.ask(f"INSERT INTO deeds_thing (number, runs, effects) VALUES {rows}")

    def things(self):
        """Return how often each thing was looked at and done, by number."""
        return {
            number: (runs, done) for number, runs, done in self.ask("SELECT number, runs, effects FROM deeds_thing")
        }

    def done(self, number):
        """Return how often this thing was done."""
        return self.ask("SELECT effects FROM deeds_thing WHERE number = ?", number)[0][0]

    def all_done(self, stall=90):
        """Wait until every thing is done; False where nothing more was done for `stall` seconds."""
        left, since = None, time.monotonic()
        while undone := {number for number, (_, done) in self.things().items() if not done}:
            if undone != left:
                left, since = undone, time.monotonic()
            if time.monotonic() - since > stall:
                return False
            time.sleep(0.2)
        return True

    def seconds_rung(self):
        """Return every second that was rung, in order."""
        rows = self.ask("SELECT second FROM deeds_tick ORDER BY second")
        return [datetime.fromisoformat(second) if isinstance(second, str) else second for (second,) in rows]

    @contextmanager
    def book(self):
        """The engine's book, as a process without an engine opens it; the test can hand work on within."""
        opened = Book.now = client(self.database or f"sqlite:///{self.folder / 'work.sqlite3'}")
        try:
            yield opened
        finally:
            Book.now = None
            opened.close()


def gaps(seconds):
    """Return where two that follow each other are not one second apart: one was lost, or rung twice."""
    return [(one, other) for one, other in pairwise(seconds) if other - one != SECOND]


def kills(fewest):
    """Return how often a process is killed here: all of twenty times where KAGIMORI_KILLS says so."""
    return int(os.environ.get("KAGIMORI_KILLS", str(fewest)))
