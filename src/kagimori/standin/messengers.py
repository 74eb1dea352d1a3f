"""Stand-ins for services that take messages: Slack, LINE, Chatwork, Twilio over HTTP, and a mail server, on loopback.

Each speaks the real one's paths, answers and refusals; what it was sent lies in `taken`.
"""

from __future__ import annotations

import json
import socketserver
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from types import TracebackType

# service -> what it answers when all is well: code, body
WELL = {
    "slack": (200, b"ok"),
    "line": (200, b"{}"),
    "chatwork": (200, b'{"message_id": "1234"}'),
    "sms": (201, b'{"sid": "SM0", "status": "queued"}'),
}


@dataclass
class Taken:
    """One message as it came: the path, the headers, and the body as it was read."""

    service: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class Messengers:
    """The HTTP ones; `with Messengers() as them:` serves until the block ends.

    `answers` holds, for a service, the code and body to give in place of the usual ones; `more` further headers.
    """

    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    more: dict[str, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the port; nothing is answered before the block is entered."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def standins(self) -> dict[str, str]:
        """Return where each service is stood in for."""
        base = f"http://127.0.0.1:{self._server.server_port}"
        return {
            "slack": f"{base}/services/",
            "line": f"{base}/v2/bot/message/push",
            "chatwork": f"{base}/v2",
            "sms": f"{base}/2010-04-01/Accounts/{{sid}}/Messages.json",
        }

    @property
    def hook(self) -> str:
        """Return the address of a Slack webhook."""
        return f"{self.standins['slack']}T00000000/B00000000/standin"

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        """Stop and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        """Take the message in; return code and body as the service would."""
        service = _service(path)
        if service is None or not _let_in(service, headers):
            return (404, b"no_service") if service in (None, "slack") else (401, b'{"errors": ["Invalid API token"]}')
        code, said = self.answers.get(service, WELL[service])
        if code < 300:  # noqa: PLR2004  # HTTP's own number
            self.taken.append(Taken(service, path, headers, _read(body, headers)))
        return code, said

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        them = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                code, said = them.answer(self.path, headers, body)
                self.send_response(code)
                for name, value in ({"Content-Length": str(len(said))} | them.more).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's signature
                """Keep quiet."""

        return Handler


@dataclass
class MailServer:
    """A mail server that speaks as much SMTP as a sender needs; `taken` holds each mail as it came."""

    taken: list[bytes] = field(default_factory=list)
    refuses: bool = False

    def __post_init__(self) -> None:
        """Open the port."""
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def port(self) -> int:
        """Return the port on loopback."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        """Stop and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        server = self

        class Bound(_MailHandler):
            of = server

        return Bound


class _MailHandler(socketserver.StreamRequestHandler):
    """One connection of the mail server."""

    of: MailServer

    def handle(self) -> None:
        self._say("220 standin ESMTP")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            if word == b"QUIT":
                self._say("221 bye")
                return
            self._say(self._answer(word))

    def _answer(self, word: bytes) -> str:
        if word == b"EHLO":
            return "250 standin"
        if word == b"DATA":
            self._say("354 go on")
            self.of.taken.append(self._mail())
            return "250 kept"
        if word == b"RCPT" and self.of.refuses:
            return "550 no such mailbox"
        return "250 fine" if word in (b"HELO", b"MAIL", b"RCPT", b"RSET", b"NOOP") else "502 not known"

    def _mail(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def _service(path: str) -> str | None:
    starts = {"/services/": "slack", "/v2/bot/message/push": "line", "/v2/rooms/": "chatwork", "/2010-04-01/": "sms"}
    return next((service for start, service in starts.items() if path.startswith(start)), None)


def _let_in(service: str, headers: dict[str, str]) -> bool:
    wanted = {"line": "authorization", "chatwork": "x-chatworktoken", "sms": "authorization"}.get(service)
    return wanted is None or bool(headers.get(wanted))


def _read(body: bytes, headers: dict[str, str]) -> Any:
    if "json" in headers.get("content-type", ""):
        return json.loads(body)
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}
