"""A stand-in for Meta's status page: the same paths and shapes, on loopback only, with states that can be set.

Like the real page it answers every unknown path with a small HTML page and code 200.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

CALM = "No known issues"
SHELL = b'<!doctype html><html><head><title>Status</title></head><body><div id="root"></div></body></html>'
SERVICES = {
    "facebook-login": ("Facebook Login", "Platform Status"),
    "graph-api": ("Graph API", "Platform Status"),
    "instagram-messaging": ("Instagram Messaging", "Instagram Messaging API"),
    "ads-manager": ("Ads Manager", "Ads Creation and Editing"),
}


@dataclass
class Metastatus:
    """The stand-in; `with Metastatus() as page:` serves it at `page.url` until the block ends.

    `words` holds each organisation's word.  `shell` makes it answer its data path with the HTML page too, `code` with
    another status code, `body` with these very bytes.
    """

    words: dict[str, str] = field(default_factory=lambda: dict.fromkeys(SERVICES, CALM))
    shell: bool = False
    code: int = 200
    body: bytes | None = None
    asked: int = 0

    def __post_init__(self) -> None:
        """Open the port; nothing is answered before the block is entered."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """Return the address to point the gate at."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        """Stop and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def page(self) -> list[dict[str, Any]]:
        """Return what the data path holds now."""
        return [
            {
                "id": org,
                "name": name,
                "services": [{"id": 1, "name": service, "status": self.words[org], "time": "2026-11-25T00:00:00Z"}],
                "rss_file_paths": [f"/outage-events-feed-{org}.rss"],
            }
            for org, (name, service) in SERVICES.items()
        ]

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Return code, media type and body for `path`."""
        self.asked += 1
        if path != "/data/orgs.json" or self.shell:
            return 200, "text/html; charset=utf-8", SHELL
        body = json.dumps(self.page()).encode() if self.body is None else self.body
        return self.code, "application/json", body

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        page = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                code, media, body = page.answer(self.path)
                self.send_response(code)
                self.send_header("Content-Type", media)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's signature
                """Keep quiet."""

        return Handler
