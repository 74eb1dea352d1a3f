"""A key that never leaves its keeper: clients for key management services, by the address of a key.

`hcvault://host:port/transit/keys/NAME` is spoken here, over HTTPS (HTTP on loopback only), to the transit engine of
HashiCorp Vault and OpenBao.  Source: the HTTP API of the transit engine and tink's own client for it, read on
2026-11-25; tried against our stand-in, not against a real server.
`gcp-kms://` and `aws-kms://` are left to tink's own clients, which need packages that are not installed with Kagimori.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx2
import tink
from tink import aead

from kagimori.core.errors import BadInput, Unreachable

if TYPE_CHECKING:
    from kagimori.core.secret import Secret

SECONDS = 10.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PARTS = 3  # transit / keys / NAME; an engine may be mounted deeper


class KmsUnknown(BadInput):
    """No client speaks to this kind of address: `uri`, and `hint` what to install or write."""

    code = "keys.kms_unknown"


class KmsAway(Unreachable):
    """The key management service did not answer or said no: `host` and `reason`."""

    code = "keys.kms_away"


def remote_key(uri: str, token: Secret | None) -> aead.Aead:
    """Return what locks and unlocks by the key at this address.  Raises KmsUnknown; its use raises KmsAway."""
    for client in (TransitClient(token), *_of_clouds(uri)):
        if client.does_support(uri):
            return client.get_aead(uri)
    raise KmsUnknown(uri=uri, hint="hcvault://HOST:PORT/transit/keys/NAME")


def _of_clouds(uri: str) -> list[Any]:
    try:
        if uri.startswith("gcp-kms://"):
            from tink.integration import gcpkms

            return [gcpkms.GcpKmsClient(uri, "")]
        if uri.startswith("aws-kms://"):
            from tink.integration import awskms

            return [awskms.AwsKmsClient(uri, "")]
    except ImportError:
        raise KmsUnknown(uri=uri, hint=f"pip install 'tink[{uri.partition('-')[0]}kms]'") from None
    return []


class TransitClient(tink.KmsClient):  # type: ignore[misc]  # the library has no types
    """Speaks to a transit engine; the token is read from a file and sent in a header, never in an address."""

    def __init__(self, token: Secret | None) -> None:
        """Keep the token."""
        self._token = token

    def does_support(self, key_uri: str) -> bool:
        """Return whether the address is one of ours."""
        return key_uri.startswith("hcvault://")

    def get_aead(self, key_uri: str) -> aead.Aead:
        """Return the key at the address.  Raises KmsUnknown where the address is not whole."""
        parts = urlsplit(key_uri)
        path = parts.path.strip("/").split("/")
        if not parts.hostname or len(path) < PARTS or path[-2] != "keys":
            raise KmsUnknown(uri=key_uri, hint="hcvault://HOST:PORT/transit/keys/NAME")
        scheme = "http" if parts.hostname in LOOPBACK else "https"
        mount = "/".join(path[:-2])
        return _TransitKey(f"{scheme}://{parts.netloc}/v1/{mount}", path[-1], self._token)


class _TransitKey(aead.Aead):  # type: ignore[misc]  # the library has no types
    def __init__(self, base: str, name: str, token: Secret | None) -> None:
        self._base, self._name, self._token = base, name, token

    def encrypt(self, plaintext: bytes, associated_data: bytes) -> bytes:
        """Return what the service made of it."""
        answer = self._ask("encrypt", {"plaintext": _b64(plaintext)} | _bound(associated_data))
        return str(answer["ciphertext"]).encode()

    def decrypt(self, ciphertext: bytes, associated_data: bytes) -> bytes:
        """Return the value.  Raises TinkError where the service says that it is none of its own."""
        # Changed bytes need not be text any more; the service is the one to say that they are wrong.
        text = ciphertext.decode(errors="replace")
        return base64.b64decode(self._ask("decrypt", {"ciphertext": text} | _bound(associated_data))["plaintext"])

    def _ask(self, deed: str, question: dict[str, str]) -> dict[str, Any]:
        headers = {"X-Vault-Token": self._token.reveal().decode()} if self._token else {}
        url = f"{self._base}/{deed}/{self._name}"
        try:
            answer = httpx2.post(url, json=question, headers=headers, timeout=SECONDS, trust_env=False)
            if answer.status_code == httpx2.codes.BAD_REQUEST:
                raise tink.TinkError("refused by the key management service")
            answer.raise_for_status()
            told: dict[str, Any] = answer.json()["data"]
        except httpx2.HTTPStatusError as problem:
            raise KmsAway(host=_host(url), reason=problem.response.status_code) from None
        except (httpx2.HTTPError, ValueError, KeyError, TypeError):
            raise KmsAway(host=_host(url), reason="no_connection") from None
        return told


def _bound(associated_data: bytes) -> dict[str, str]:
    return {"associated_data": _b64(associated_data)} if associated_data else {}


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _host(url: str) -> str:
    return urlsplit(url).netloc
