"""The master key, under which all keysets are locked: random, and itself in clear, under a passphrase or under a KMS.

Each of the three is a record of plain values that can be written as JSON; `unlock` of the first needs nothing, of the
others what they are locked with.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

import tink
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from tink import aead, json_proto_keyset_format, secret_key_access
from tink.proto import tink_pb2, xchacha20_poly1305_pb2

from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.core.vault.keyring import MasterKeyWrong
from kagimori.core.vault.keyset import Keyset
from kagimori.core.vault.purposes import Purpose

if TYPE_CHECKING:
    from tink.aead import Aead

# RFC 9106 section 4, second recommended option: 64 MiB, three passes, four lanes, a salt of 128 bits.
MEMORY_KIB, PASSES, LANES = 65_536, 3, 4
SALT_BYTES, KEY_BYTES = 16, 32
# A changed key file must not make the start fill the memory.
MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES = 1_048_576, 32, 64
BOUND = b"kagimori.master"
TYPE = "type.googleapis.com/google.crypto.tink.XChaCha20Poly1305Key"


class PassphraseWrong(KagimoriError):
    """The passphrase does not open the master key."""

    code = "keys.passphrase_wrong"


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """How dear one guess of a passphrase is, and its salt."""

    salt: bytes
    passes: int = PASSES
    memory_kib: int = MEMORY_KIB
    lanes: int = LANES

    def __post_init__(self) -> None:
        """Raise ValueError where the figures are none that we would have written."""
        fits = PASSES <= self.passes <= MOST_PASSES and LANES <= self.lanes <= MOST_LANES
        if not fits or not MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB or len(self.salt) < SALT_BYTES:
            raise ValueError("no such cost was ever chosen by us")

    def key(self, passphrase: Secret) -> Aead:
        """Return what the passphrase locks and unlocks with; takes about a quarter of a second on purpose."""
        # Full-width and half-width letters are told apart: a passphrase is what was typed.
        stretch = Argon2id(
            salt=self.salt, length=KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
        )
        return _aead_of(stretch.derive(passphrase.reveal()))


def _aead_of(raw: bytes) -> Aead:
    key = xchacha20_poly1305_pb2.XChaCha20Poly1305Key(version=0, key_value=raw)
    part = tink_pb2.KeyData(type_url=TYPE, value=key.SerializeToString(), key_material_type=tink_pb2.KeyData.SYMMETRIC)
    keyset = tink_pb2.Keyset(primary_key_id=1)
    keyset.key.add(key_data=part, status=tink_pb2.ENABLED, key_id=1, output_prefix_type=tink_pb2.RAW)
    handle = tink.proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)
    made: Aead = handle.primitive(aead.Aead)
    return made


def new_master() -> Secret:
    """Return a new random master key as the JSON of a keyset."""
    return Keyset.fresh(Purpose.LOGIN).written()


def in_use(master: Secret) -> Aead:
    """Return what the master key locks and unlocks with.  Raises MasterKeyWrong where it is none."""
    try:
        handle = json_proto_keyset_format.parse(master.reveal().decode(), secret_key_access.TOKEN)
        made: Aead = handle.primitive(aead.Aead)
    except (tink.TinkError, ValueError):
        raise MasterKeyWrong from None
    return made


def lock(master: Secret, under: Aead) -> str:
    """Return the master key locked under a passphrase's or a KMS's key, as text.  Raises TinkError of the KMS."""
    return base64.b64encode(under.encrypt(master.reveal(), BOUND)).decode()


def unlock(locked: str, under: Aead) -> Secret:
    """Return the master key.  Raises MasterKeyWrong; what the KMS itself raises passes through."""
    try:
        return Secret(under.decrypt(base64.b64decode(locked, validate=True), BOUND))
    except (tink.TinkError, ValueError):
        raise MasterKeyWrong from None


def under_kms(remote: Aead) -> Aead:
    """Return what locks with a key that never leaves the KMS: each value has a key of its own, locked by the KMS."""
    made: Aead = aead.KmsEnvelopeAead(aead.aead_key_templates.XCHACHA20_POLY1305, remote)
    return made
