"""A stand-in for a time server: the wire format of RFC 5905 section 7.3, on loopback only, with a clock set at will.

`ahead_s` is by how much its clock is ahead of this machine's, `unsure_s` how unsure it says to be; the other switches
make it a server that is of no use.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

EPOCH_S = 2_208_988_800  # from 1900, where NTP counts from, to 1970
_PACKET = struct.Struct("!BBbb I I 4s Q Q Q Q")
_SERVER_MODE, _VERSION, _FRACTION = 4, 4, 2**32


@dataclass
class TimeServer:
    """The stand-in; `with TimeServer(ahead_s=3600) as server:` answers at `server.name` until the block ends."""

    ahead_s: float = 0.0
    unsure_s: float = 0.0
    stratum: int = 2
    leap: int = 0
    silent: bool = False
    garbled: bool = False
    repeats_question: bool = True
    asked: int = 0

    def __post_init__(self) -> None:
        """Open the port."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.name = "{}:{}".format(*self._socket.getsockname())  # HOST:PORT, good after the end too
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop and free the port."""
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            question, sender = self._socket.recvfrom(256)
            if not question:
                return
            self.asked += 1
            if not self.silent:
                self._socket.sendto(b"no time" if self.garbled else self._answer(question), sender)

    def _answer(self, question: bytes) -> bytes:
        asked_at = struct.unpack_from("!Q", question, 40)[0] if self.repeats_question else 1
        now = int((time.time() + EPOCH_S + self.ahead_s) * _FRACTION) % 2**64
        first = self.leap << 6 | _VERSION << 3 | _SERVER_MODE
        dispersion = int(self.unsure_s * 2**16)
        return _PACKET.pack(first, self.stratum, 6, -20, 0, dispersion, b"LOCL", now, asked_at, now, now)
