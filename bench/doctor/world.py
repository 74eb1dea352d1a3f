"""Runs patients against a policy, in this process or over the pipes of a doctor that speaks JSON lines."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from bench.doctor.openness import open_ways
from bench.doctor.score import Score, judge
from bench.doctor.session import Session

if TYPE_CHECKING:
    from bench.doctor.patient import Patient

ANSWER_WITHIN_S = 20.0
Message = dict[str, Any]


class Policy(Protocol):
    """The doctor's side: an answer to a `start` or `result`; `end` closes what it holds."""

    def answer(self, message: Message, session: Session) -> Message: ...

    def end(self) -> None: ...


def run(patient: Patient, policy: Policy) -> tuple[Score, Session]:
    """One whole session.  A policy that breaks or is too slow has given up."""
    session = Session(patient)
    open_at_start = bool(open_ways(session))
    message, decisions = session.start(), []
    finish: Message = {}
    while True:
        began = time.perf_counter()
        try:
            asked = policy.answer(message, session)
        except TimeoutError:
            session.gave_up = True
            break
        decisions.append(time.perf_counter() - began)
        if asked.get("do") == "finish":
            finish = asked
            break
        if session.closed:
            break
        message = session.step(asked)
    session.log.append((finish or {"do": "(no answer)"}, {}))
    score = judge(session, finish, open_at_start=open_at_start)
    score.decisions = decisions
    return score, session


class PipedDoctor:
    """`kagimori doctor --protocol jsonl` as a subprocess, one for many sessions."""

    def __init__(self, command: list[str] | None = None) -> None:
        self.command = command or own_doctor()
        self.process: subprocess.Popen[str] | None = None
        self.listener: threading.Thread | None = None
        self.lines: queue.Queue[str | None] = queue.Queue()

    def answer(self, message: Message, session: Session) -> Message:
        """The next step; raises TimeoutError when none comes within the limit or the doctor is gone."""
        del session  # the real doctor sees messages only
        if self.process is None:
            self._begin()
        self._send(message)
        until = time.monotonic() + ANSWER_WITHIN_S
        while True:
            try:
                line = self.lines.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                self._stop()
                raise TimeoutError from None
            if line is None:
                self._stop()
                raise TimeoutError
            asked = json.loads(line)
            if asked.get("type") != "log" and asked.get("session") == message["session"]:
                return dict(asked)

    def end(self) -> None:
        """Says bye and waits for the process, at most five seconds."""
        if self.process is None:
            return
        try:
            self._send({"type": "bye"})
            if self.process is not None:
                self.process.wait(5)
        except (TimeoutError, subprocess.TimeoutExpired):
            pass
        self._stop()

    def _begin(self) -> None:
        self.lines = queue.Queue()
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1
        )
        self.listener = threading.Thread(target=self._listen, args=(self.process, self.lines), daemon=True)
        self.listener.start()
        self._send({"type": "hello", "protocol": 1})

    @staticmethod
    def _listen(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    def _send(self, message: Message) -> None:
        if self.process is None or self.process.stdin is None:
            return
        try:
            self.process.stdin.write(json.dumps(message, ensure_ascii=False) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            self._stop()
            raise TimeoutError from None

    def _stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            if self.listener is not None:
                self.listener.join()
            for pipe in (self.process.stdin, self.process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()  # type: ignore[union-attr]  # opened as pipes above
        self.process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.end()


def own_doctor() -> list[str]:
    """The command that starts the doctor installed beside this interpreter."""
    script = Path(sys.executable).with_name("kagimori")
    return [str(script), "doctor", "--protocol", "jsonl"]
