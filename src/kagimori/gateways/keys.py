"""The file that holds all keys: `keyring.json` in the folder of keys, locked under the master key.

Written whole and in one step, readable by its owner only, and changed by one process at a time.  The master key stands
in it in clear (`file`), under a passphrase or under a key management service; what the file says about itself
(`facts`) can be read without opening it.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.core.vault import master
from kagimori.core.vault.keyring import Keyring, MasterKeyWrong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tink.aead import Aead

    Change = Callable[[Keyring], Keyring]

NAME = "keyring.json"
VERSION = 1
PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


class KeysMissing(KagimoriError):
    """There is no key file: `file` says where it should be."""

    code = "keys.missing"


class KeysExist(KagimoriError):
    """A key file is there already and is never written over: `file`."""

    code = "keys.exist"


class KeyFileBroken(KagimoriError):
    """The key file is damaged or made by a newer version: `file`."""

    code = "keys.file_broken"


class PassphraseMissing(KagimoriError):
    """The keys are locked by a passphrase, and nobody gave it."""

    code = "keys.passphrase_missing"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a key file says about itself: how the master key is kept, and which keys were printed on a sheet."""

    kind: str  # file, passphrase or kms
    uri: str
    printed: frozenset[int]
    numbers: dict[str, frozenset[int]]  # of the keys of each purpose


@dataclass(slots=True)
class KeyFile:
    """One key file and what is needed to open it.

    `passphrase` is called when one is needed and returns None where nobody can be asked; `remote` gives the key of a
    key management service by its address.
    """

    folder: Path
    passphrase: Callable[[], Secret | None] = lambda: None
    remote: Callable[[str], Aead] | None = None
    _opened: dict[str, Secret] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Return where the file is."""
        return self.folder / NAME

    def facts(self) -> Facts:
        """Return what the file says without being opened.  Raises KeysMissing or KeyFileBroken."""
        found = self._record()
        kept = found["master"]
        numbers = {name: _numbers(locked) for name, locked in found["purposes"].items()}
        return Facts(kept["kind"], kept.get("uri", ""), frozenset(found.get("printed", ())), numbers)

    def open(self) -> Keyring:
        """Return the keys.

        Raises KeysMissing, KeyFileBroken, PassphraseMissing, PassphraseWrong, MasterKeyWrong, or what the key
        management service raises.  Purposes that came with an upgrade get their keys here, for good.
        """
        found = self._record()
        ring = Keyring.unlocked(found["purposes"], self._master_key(found["master"]))
        return self.change(Keyring.completed) if ring.lacking else ring

    def make(self, ring: Keyring, kept: dict[str, Any]) -> Keyring:
        """Write a new file and return the keys.  Raises KeysExist: exactly one of many who try at once writes."""
        self.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        with self._alone():
            if self.path.exists():
                raise KeysExist(file=self.path)
            self._write(ring, kept, printed=())
        return ring

    def change(self, change: Change) -> Keyring:
        """Replace the keys by what `change` makes of them, and return them; nobody else changes them meanwhile."""
        with self._alone():
            found = self._record()
            key = self._master_key(found["master"])
            ring = change(Keyring.unlocked(found["purposes"], key))
            self._write(ring, found["master"], printed=found.get("printed", ()))
        return ring

    def lock_anew(self, kept: dict[str, Any]) -> None:
        """Keep the same keys under another master key."""
        with self._alone():
            found = self._record()
            ring = Keyring.unlocked(found["purposes"], self._master_key(found["master"]))
            self._write(ring, kept, printed=found.get("printed", ()))

    def note_printed(self, ring: Keyring) -> None:
        """Remember that these keys were printed on a recovery sheet."""
        with self._alone():
            found = self._record()
            self._put(found | {"printed": sorted(ring.numbers)})

    def in_clear(self) -> dict[str, Any]:
        """Return a new master key that stands in the file itself."""
        return {"kind": "file", "keyset": master.new_master().reveal().decode()}

    def under_passphrase(self, passphrase: Secret) -> dict[str, Any]:
        """Return a new master key locked by the passphrase."""
        cost = master.Argon2Cost(secrets.token_bytes(master.SALT_BYTES))
        kept = {
            "kind": "passphrase",
            "salt": base64.b64encode(cost.salt).decode(),
            "passes": cost.passes,
            "memory_kib": cost.memory_kib,
            "lanes": cost.lanes,
        }
        return self._locked(kept, cost.key(passphrase))

    def under_kms(self, uri: str) -> dict[str, Any]:
        """Return a new master key locked by the key management service; raises what that raises."""
        assert self.remote is not None
        return self._locked({"kind": "kms", "uri": uri}, master.under_kms(self.remote(uri)))

    def _locked(self, kept: dict[str, Any], under: Aead) -> dict[str, Any]:
        key = master.new_master()
        locked = master.lock(key, under)
        self._opened[locked] = key
        return kept | {"keyset": locked}

    def _master_key(self, kept: dict[str, Any]) -> Aead:
        if kept["kind"] == "file":
            return master.in_use(Secret(kept["keyset"].encode()))
        locked = kept["keyset"]
        # Opened once for each file: a passphrase costs a quarter of a second, a service a journey.
        if locked not in self._opened:
            self._opened[locked] = self._unlock(kept)
        return master.in_use(self._opened[locked])

    def _unlock(self, kept: dict[str, Any]) -> Secret:
        if kept["kind"] == "kms":
            assert self.remote is not None
            return master.unlock(kept["keyset"], master.under_kms(self.remote(kept["uri"])))
        given = self.passphrase()
        if given is None:
            raise PassphraseMissing
        try:
            return master.unlock(kept["keyset"], self._cost(kept).key(given))
        except MasterKeyWrong:
            raise master.PassphraseWrong from None

    def _cost(self, kept: dict[str, Any]) -> master.Argon2Cost:
        try:
            salt = base64.b64decode(kept["salt"], validate=True)
            return master.Argon2Cost(salt, int(kept["passes"]), int(kept["memory_kib"]), int(kept["lanes"]))
        except (KeyError, ValueError, TypeError):
            raise KeyFileBroken(file=self.path) from None

    def _record(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self.path.read_bytes())
            whole = found["version"] == VERSION and isinstance(found["purposes"], dict)
            known = found["master"]["kind"] in ("file", "passphrase", "kms") and isinstance(
                found["master"]["keyset"], str
            )
        except FileNotFoundError:
            raise KeysMissing(file=self.path) from None
        except (ValueError, KeyError, TypeError):
            raise KeyFileBroken(file=self.path) from None
        if not whole or not known:
            raise KeyFileBroken(file=self.path)
        return found

    def _write(self, ring: Keyring, kept: dict[str, Any], *, printed: Any) -> None:
        key = self._master_key(kept)
        self._put({"version": VERSION, "master": kept, "printed": list(printed), "purposes": ring.locked(key)})

    def _put(self, record: dict[str, Any]) -> None:
        fresh = self.path.with_name(f"{NAME}.new")
        fresh.unlink(missing_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "wb") as file:
            file.write(json.dumps(record, indent=1).encode())
            file.flush()
            # What is sealed next may stand in the database before the disk has the new key otherwise.
            os.fsync(file.fileno())
        fresh.replace(self.path)
        _sync(self.folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        handle = os.open(self.folder / f"{NAME}.lock", os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        with os.fdopen(handle) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _numbers(locked: str) -> frozenset[int]:
    """Return the numbers of locked keys, which stand beside them in clear."""
    return frozenset(key["keyId"] for key in json.loads(locked)["keysetInfo"]["keyInfo"])


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
