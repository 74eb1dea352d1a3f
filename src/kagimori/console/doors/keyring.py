"""The installation's keys, for every room: `keyring().box(Purpose.SEEDS).seal(...)`.

Read from the key file at the first use and again when the file has changed, so that keys which a command has added are
known at once to every process that runs.  Nobody keeps what `keyring()` returns longer than for one deed.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from kagimori.core.errors import KagimoriError
from kagimori.core.secret import Secret
from kagimori.gateways.keys import KeyFile, KeysMissing

if TYPE_CHECKING:
    from tink.aead import Aead

    from kagimori.core.vault import Keyring


class SecretFileAway(KagimoriError):
    """The file with the passphrase or the token cannot be read: `file` and `problem`."""

    code = "keys.secret_file_away"


class _Held(NamedTuple):
    file: KeyFile
    state: tuple[int, int, int]
    ring: Keyring


log = logging.getLogger("kagimori.keys")
_lock = threading.Lock()
_held: dict[Path, _Held] = {}
# The passphrase that a person typed at the start of this process; a process that nobody started by hand has a file.
_typed: list[Secret] = []


def keyring() -> Keyring:
    """Return the keys.  Raises KeysMissing and what else `KeyFile.open` does."""
    folder: Path = settings.KEYS
    with _lock:
        held = _held.get(folder)
        state = _state(folder)
        if held is None or held.state != state:
            file = key_file() if held is None else held.file
            # The state from before the reading: a change in between is then seen at the next use.
            held = _held[folder] = _Held(file, state, _opened(file, held))
        return held.ring


def _opened(file: KeyFile, held: _Held | None) -> Keyring:
    """Return the keys; a process that cannot open them any more goes on reading by those that it holds."""
    try:
        return file.open()
    except KagimoriError as error:
        if held is None:
            raise
        log.warning("event=keys.changed problem=%s", error.code)
        return held.ring.only_opening()


def key_file() -> KeyFile:
    """Return the key file that the settings name, with what opens it."""
    return KeyFile(settings.KEYS, passphrase=_passphrase, remote=_remote)


def use_passphrase(typed: Secret) -> None:
    """Open the keys of this process with what a person has typed."""
    _typed[:] = [typed]


def forget() -> None:
    """Forget what is held in memory; the next use reads the file."""
    with _lock:
        _held.clear()


def _state(folder: Path) -> tuple[int, int, int]:
    path = KeyFile(folder).path
    try:
        found = path.stat()
    except FileNotFoundError:
        raise KeysMissing(file=path) from None
    return found.st_mtime_ns, found.st_size, found.st_ino


def pass_from_file() -> Secret | None:
    """Return the passphrase in the file that the settings name, or None.  Raises SecretFileAway."""
    return first_line(settings.KEY_PASSPHRASE_FILE)


def _passphrase() -> Secret | None:
    return _typed[0] if _typed else pass_from_file()


def _remote(uri: str) -> Aead:
    # A second of imports that only those pay who keep their key there.
    from kagimori.gateways.kms import remote_key

    return remote_key(uri, first_line(settings.KMS_TOKEN_FILE))


def first_line(name: str) -> Secret | None:
    """Return the first line of the named file, or None where none is named.  Raises SecretFileAway."""
    if not name:
        return None
    try:
        return Secret(Path(name).expanduser().read_bytes().split(b"\n", 1)[0].rstrip(b"\r"))
    except OSError as problem:
        raise SecretFileAway(file=name, problem=problem.strerror) from None
