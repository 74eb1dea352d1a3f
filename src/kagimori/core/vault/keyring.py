"""All keys of an installation, one keyset for each purpose, and how they are locked under a master key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tink
from tink import json_proto_keyset_format, secret_key_access

from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.core.vault.keyset import Keyset
from kagimori.core.vault.marking import Fingerprint, Stamp
from kagimori.core.vault.purposes import Kind, Purpose
from kagimori.core.vault.sealing import Box

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tink.aead import Aead


MAKERS: dict[Kind, Callable[[Keyset], Stamp | Fingerprint]] = {Kind.STAMP: Stamp, Kind.FINGERPRINT: Fingerprint}


class MasterKeyWrong(KagimoriError):
    """The master key does not open the keys: it is another one, or the key file was changed."""

    code = "keys.master_wrong"


class Keyring:
    """The keysets by purpose; a value, and every change gives another one."""

    __slots__ = ("_keysets", "_only_opens", "_ready")

    def __init__(self, keysets: Mapping[Purpose, Keyset], *, only_opens: bool = False) -> None:
        """Hold the keysets; after an upgrade a purpose may be lacking."""
        self._keysets, self._only_opens = dict(keysets), only_opens
        self._ready: dict[Purpose, Box | Stamp | Fingerprint] = {}

    @classmethod
    def fresh(cls) -> Keyring:
        """Return a keyring of new random keys."""
        return cls({}).completed()

    @property
    def lacking(self) -> frozenset[Purpose]:
        """Return the purposes without keys: those that came with a newer version than the one that made the keys."""
        return frozenset(Purpose) - frozenset(self._keysets)

    def completed(self) -> Keyring:
        """Return a keyring with new keys where some are lacking; whoever asks must also keep it."""
        return Keyring(
            self._keysets | {purpose: Keyset.fresh(purpose) for purpose in Purpose if purpose in self.lacking}
        )

    def only_opening(self) -> Keyring:
        """Return a keyring for a process that cannot know whether its keys are still the newest."""
        return Keyring(self._keysets, only_opens=True)

    def box(self, purpose: Purpose) -> Box:
        """Return what seals and opens values of this purpose.  Raises ValueError for one that does not seal."""
        ready = self._of_kind(purpose, Kind.SEAL)
        assert isinstance(ready, Box)
        return ready

    def stamp(self, purpose: Purpose = Purpose.TIMELINE) -> Stamp:
        """Return what stamps messages of this purpose.  Raises ValueError for one that does not."""
        ready = self._of_kind(purpose, Kind.STAMP)
        assert isinstance(ready, Stamp)
        return ready

    def fingerprint(self, purpose: Purpose = Purpose.HANDLES) -> Fingerprint:
        """Return what makes fingerprints of this purpose.  Raises ValueError for one that does not."""
        ready = self._of_kind(purpose, Kind.FINGERPRINT)
        assert isinstance(ready, Fingerprint)
        return ready

    def _of_kind(self, purpose: Purpose, kind: Kind) -> Box | Stamp | Fingerprint:
        if purpose.kind is not kind:
            raise ValueError(f"{purpose} is for {purpose.kind}, not for {kind}")
        if purpose not in self._ready:
            keyset = self._keysets[purpose]
            is_box = kind is Kind.SEAL
            self._ready[purpose] = Box(keyset, only_opens=self._only_opens) if is_box else MAKERS[kind](keyset)
        return self._ready[purpose]

    def keyset(self, purpose: Purpose) -> Keyset:
        """Return the keys of one purpose."""
        return self._keysets[purpose]

    @property
    def numbers(self) -> frozenset[int]:
        """Return the numbers of all keys; they are no secret."""
        return frozenset().union(*(keyset.numbers for keyset in self._keysets.values()))

    def with_new_key(self, purpose: Purpose) -> Keyring:
        """Return a keyring that seals this purpose with a new key and still reads by the older ones."""
        return Keyring(self._keysets | {purpose: self._keysets[purpose].with_new_key()})

    def without_old_keys(self, purpose: Purpose) -> Keyring:
        """Return a keyring that has forgotten this purpose's older keys; first be sure that no value needs them."""
        return Keyring(self._keysets | {purpose: self._keysets[purpose].without_old_keys()})

    def locked(self, master: Aead) -> dict[str, str]:
        """Return each purpose's keyset, locked under the master key and bound to its purpose, as text."""
        return {
            purpose.value: json_proto_keyset_format.serialize_encrypted(
                _handle(keyset.written()), master, _bound(purpose)
            )
            for purpose, keyset in self._keysets.items()
        }

    @classmethod
    def unlocked(cls, locked: Mapping[str, str], master: Aead) -> Keyring:
        """Return the keyring that `locked` holds; some purpose may be lacking.  Raises MasterKeyWrong."""
        try:
            return cls(
                {
                    purpose: Keyset.read(purpose, _opened(locked[purpose.value], master, purpose))
                    for purpose in Purpose
                    if purpose.value in locked
                }
            )
        except (tink.TinkError, ValueError):
            raise MasterKeyWrong from None

    def __repr__(self) -> str:
        """Return the numbers only."""
        return f"Keyring({', '.join(map(repr, self._keysets.values()))})"


def _bound(purpose: Purpose) -> bytes:
    return f"kagimori.keyset.{purpose}".encode()


def _handle(text: Secret) -> tink.KeysetHandle:
    return json_proto_keyset_format.parse(text.reveal().decode(), secret_key_access.TOKEN)


def _opened(text: str, master: Aead, purpose: Purpose) -> Secret:
    handle = json_proto_keyset_format.parse_encrypted(text, master, _bound(purpose))
    return Secret(json_proto_keyset_format.serialize(handle, secret_key_access.TOKEN).encode())
