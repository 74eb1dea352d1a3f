"""A stand-in for the transit engine of HashiCorp Vault and OpenBao, on loopback only.

It speaks encrypt and decrypt with associated data, asks for a token, and answers 400 to what it did not make and 403 to
a wrong token, as the HTTP API says (read on 2026-11-25).  Its keys live as long as it does.
"""

from __future__ import annotations

import base64
import binascii
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from types import TracebackType

NONCE = 12
HEAD = "vault:v1:"
MANY = 4  # parts of /v1/transit/<deed>/<name>


@dataclass
class Transit:
    """The stand-in; `with Transit() as kms:` serves it, and `kms.uri("name")` is the address of a key.

    `code` makes it answer every question with that status code, as a sealed or broken one does.
    """

    token: str = "token-of-the-stand-in"  # noqa: S105  # opens nothing but this
    code: int = 0
    asked: list[str] = field(default_factory=list)
    keys: dict[str, AESGCM] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open the port; nothing is answered before the block is entered."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def uri(self, name: str) -> str:
        """Return the address of a key, which is made at its first use."""
        return f"hcvault://127.0.0.1:{self._server.server_port}/transit/keys/{name}"

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        """Stop and free the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, token: str, question: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Return code and answer."""
        parts = path.strip("/").split("/")
        if self.code or token != self.token:
            return self.code or 403, {"errors": ["permission denied"]}
        if len(parts) != MANY or parts[:2] != ["v1", "transit"] or parts[2] not in ("encrypt", "decrypt"):
            return 404, {"errors": []}
        self.asked.append(parts[2])
        key = self.keys.setdefault(parts[3], AESGCM(AESGCM.generate_key(256)))
        bound = base64.b64decode(question.get("associated_data", ""))
        try:
            return 200, {
                "data": _encrypt(key, question, bound) if parts[2] == "encrypt" else _decrypt(key, question, bound)
            }
        except (InvalidTag, ValueError, KeyError, binascii.Error):
            return 400, {"errors": ["cipher: message authentication failed"]}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        kms = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                code, told = kms.answer(self.path, self.headers.get("X-Vault-Token", ""), question)
                body = json.dumps(told).encode()
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's signature
                """Keep quiet."""

        return Handler


def _encrypt(key: AESGCM, question: dict[str, Any], bound: bytes) -> dict[str, str]:
    nonce = AESGCM.generate_key(256)[:NONCE]
    sealed = nonce + key.encrypt(nonce, base64.b64decode(question["plaintext"]), bound)
    return {"ciphertext": HEAD + base64.b64encode(sealed).decode()}


def _decrypt(key: AESGCM, question: dict[str, Any], bound: bytes) -> dict[str, str]:
    if not question["ciphertext"].startswith(HEAD):
        raise ValueError(HEAD)
    sealed = base64.b64decode(question["ciphertext"].removeprefix(HEAD), validate=True)
    return {"plaintext": base64.b64encode(key.decrypt(sealed[:NONCE], sealed[NONCE:], bound)).decode()}
