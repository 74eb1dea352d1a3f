"""The keys of one purpose: the primary one, which is used from now on, and older ones, which can still read.

tink for Python has no manager of keysets, so that adding and retiring is done on the keyset's own JSON, here and
nowhere else.  A keyset is a value: every change gives another one.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import tink
from tink import aead, json_proto_keyset_format, mac, prf, secret_key_access
from tink.proto import hmac_pb2, hmac_prf_pb2, xchacha20_poly1305_pb2

from kagimori.core.errors import BadInput
from kagimori.core.secret import Secret
from kagimori.core.vault.purposes import Kind

if TYPE_CHECKING:
    from kagimori.core.vault.purposes import Purpose

for _part in (aead, mac, prf):
    _part.register()

TEMPLATES = {
    # A nonce of 192 random bits never repeats, however many values one key seals.
    Kind.SEAL: aead.aead_key_templates.XCHACHA20_POLY1305,
    Kind.STAMP: mac.mac_key_templates.HMAC_SHA256_256BITTAG,
    Kind.FINGERPRINT: prf.prf_key_templates.HMAC_SHA256,
}
PRIMITIVES = {Kind.SEAL: aead.Aead, Kind.STAMP: mac.Mac, Kind.FINGERPRINT: prf.PrfSet}
# What a key of each kind looks like inside; each of them holds its bare bytes as `key_value`.
MESSAGES: dict[Kind, Any] = {
    Kind.SEAL: xchacha20_poly1305_pb2.XChaCha20Poly1305Key,
    Kind.STAMP: hmac_pb2.HmacKey,
    Kind.FINGERPRINT: hmac_prf_pb2.HmacPrfKey,
}


class KeysetUnreadable(BadInput):
    """Bytes that should be the keys of a `purpose` are not."""

    code = "keys.unreadable"


class Keyset:
    """The keys of one purpose; `repr` shows their numbers and never the keys."""

    __slots__ = ("_keys", "_primary", "purpose")

    def __init__(self, purpose: Purpose, keys: list[dict[str, Any]], primary: int) -> None:
        """Hold the parts of a keyset as tink's JSON has them."""
        self.purpose, self._keys, self._primary = purpose, keys, primary

    @classmethod
    def fresh(cls, purpose: Purpose) -> Keyset:
        """Return a keyset with one new random key."""
        handle = tink.new_keyset_handle(TEMPLATES[purpose.kind])
        return cls.read(purpose, Secret(json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN).encode()))

    @classmethod
    def read(cls, purpose: Purpose, text: Secret) -> Keyset:
        """Return the keyset whose JSON is `text`.  Raises KeysetUnreadable, also for keys of another kind."""
        try:
            found = json.loads(text.reveal())
            keyset = cls(purpose, found["key"], found["primaryKeyId"])
            keyset.primitive()
        except (ValueError, KeyError, TypeError, tink.TinkError):
            raise KeysetUnreadable(purpose=purpose) from None
        return keyset

    def written(self) -> Secret:
        """Return the keyset as JSON."""
        return Secret(json.dumps({"primaryKeyId": self._primary, "key": self._keys}).encode())

    def primitive(self) -> Any:
        """Return tink's means to use it.  Raises TinkError where a key is of another kind."""
        handle = json_proto_keyset_format.parse(self.written().reveal().decode(), secret_key_access.TOKEN)
        return handle.primitive(PRIMITIVES[self.purpose.kind])

    @property
    def primary(self) -> int:
        """Return the number of the key that is used from now on."""
        return self._primary

    @property
    def numbers(self) -> frozenset[int]:
        """Return the numbers of all keys."""
        return frozenset(key["keyId"] for key in self._keys)

    def with_new_key(self) -> Keyset:
        """Return a keyset whose primary key is new and random; the older ones can still read."""
        new = Keyset.fresh(self.purpose)
        while new.numbers & self.numbers:  # numbers are random; two alike would hide one key behind the other
            new = Keyset.fresh(self.purpose)
        return Keyset(self.purpose, [*self._keys, *json.loads(new.written().reveal())["key"]], new.primary)

    def without_old_keys(self) -> Keyset:
        """Return a keyset with the primary key alone; what an older one has sealed cannot be read any more."""
        return Keyset(self.purpose, [key for key in self._keys if key["keyId"] == self._primary], self._primary)

    def raw(self) -> list[tuple[int, Secret]]:
        """Return each key as its number and its bare bytes, the primary key first."""
        message = MESSAGES[self.purpose.kind]
        found = [
            (key["keyId"], Secret(message.FromString(base64.b64decode(key["keyData"]["value"])).key_value))
            for key in self._keys
        ]
        return sorted(found, key=lambda each: each[0] != self._primary)

    @classmethod
    def from_raw(cls, purpose: Purpose, keys: list[tuple[int, Secret]]) -> Keyset:
        """Return the keyset of these keys, the first of them primary.  Raises KeysetUnreadable."""
        pattern = json.loads(cls.fresh(purpose).written().reveal())["key"][0]
        made = []
        for number, key in keys:
            message = MESSAGES[purpose.kind].FromString(base64.b64decode(pattern["keyData"]["value"]))
            message.key_value = key.reveal()
            value = base64.b64encode(message.SerializeToString()).decode()
            made.append(pattern | {"keyId": number, "keyData": pattern["keyData"] | {"value": value}})
        record = {"primaryKeyId": keys[0][0] if keys else 0, "key": made}
        return cls.read(purpose, Secret(json.dumps(record).encode()))

    def __repr__(self) -> str:
        """Return purpose and numbers."""
        return f"Keyset({self.purpose}, primary={self._primary}, numbers={sorted(self.numbers)})"

    def __reduce__(self) -> str:
        """Refuse to be pickled."""
        raise TypeError("a Keyset is never pickled")
