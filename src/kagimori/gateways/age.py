"""Files that only the holders of an age identity can read, through the library pyrage.

Source: the age format, age-encryption.org/v1.  Recipients are `age1…` or an SSH public key; identities are read from
the file that `kagimori keys identity`, `age-keygen` or `ssh-keygen` has written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyrage

from kagimori.core.errors import BadInput, KagimoriError
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

SSH = ("ssh-ed25519 ", "ssh-rsa ")
SSH_FILE = b"-----BEGIN"
MAGIC = b"age-encryption.org/v1"
MARK = "AGE-SECRET-KEY-1"


class RecipientUnknown(BadInput):
    """This is no recipient: `found`, cut short."""

    code = "age.recipient"


class IdentityUnreadable(BadInput):
    """The file holds no identity that opens age files: `file`."""

    code = "age.identity"


class NotForThis(KagimoriError):
    """The file was made for other identities than this one."""

    code = "age.not_for_this"


class FileBroken(KagimoriError):
    """The file is no age file, was cut off, or was changed."""

    code = "age.broken"


class LockedWrong(KagimoriError):
    """The passphrase does not open the file, or what it protects was changed: the two cannot be told apart."""

    code = "age.passphrase_wrong"


class NotLocked(KagimoriError):
    """The file is an age file, but opens by an identity and not by a passphrase."""

    code = "age.not_by_passphrase"


class LockTooDear(KagimoriError):
    """Opening would take far longer than anything that we write; a made-up file."""

    code = "age.lock_too_dear"


def recipient(text: str) -> Any:
    """Return the recipient that the text names.  Raises RecipientUnknown; a secret identity is never repeated."""
    text = text.strip()
    try:
        return pyrage.ssh.Recipient.from_str(text) if text.startswith(SSH) else pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        shown = "AGE-SECRET-KEY-…" if text.upper().startswith(MARK) else text[:12]
        raise RecipientUnknown(found=shown) from None


def identities(content: bytes, name: str) -> list[Any]:
    """Return the identities in a file's content.  Raises IdentityUnreadable."""
    try:
        if content.startswith(SSH_FILE):
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = [line.strip() for line in content.decode().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise IdentityUnreadable(file=name) from None
    if not found:
        raise IdentityUnreadable(file=name)
    return found


def new_identity() -> tuple[str, str]:
    """Return a new identity, which is secret, and its recipient, which is not."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def encrypt(source: BinaryIO, target: BinaryIO, recipients: Sequence[Any]) -> None:
    """Write all of `source` into `target`, readable by each of the recipients.

    What the source raises while it is read passes through.
    """
    watched = _Watched(source)
    try:
        pyrage.encrypt_io(watched, target, list(recipients))
    except (pyrage.EncryptError, OSError):
        # The library would make one text of every error; which one it was decides what a person can do.
        if watched.problem is not None:
            raise watched.problem from None
        raise


def decrypt(source: BinaryIO, target: BinaryIO, identities_: Sequence[Any]) -> None:
    """Write the opened file into `target`, all of it proven unchanged once this has returned.

    Raises NotForThis or FileBroken; what stands in `target` then is worth nothing.
    """
    try:
        pyrage.decrypt_io(source, target, list(identities_))
    except pyrage.DecryptError as problem:
        source.seek(0)
        # The library tells the two apart by words alone.
        if source.read(len(MAGIC)) == MAGIC and "No matching keys" in str(problem):
            raise NotForThis from None
        raise FileBroken from None
    except OSError as problem:
        if problem.errno is not None:  # the disk's own trouble, not the file's
            raise
        raise FileBroken from None


def lock(content: Secret, passphrase: Secret) -> bytes:
    """Return the content as an age file that this passphrase opens; takes about a second on purpose."""
    locked: bytes = pyrage.passphrase.encrypt(content.reveal(), passphrase.reveal().decode())
    return locked


def unlock(locked: bytes, passphrase: Secret) -> Secret:
    """Return the content of an age file, all of it proven unchanged; nothing of it touches the disk.

    Raises FileBroken, LockedWrong, NotLocked or LockTooDear.
    """
    if not locked.startswith(MAGIC):
        raise FileBroken
    try:
        return Secret(pyrage.passphrase.decrypt(locked, passphrase.reveal().decode()))
    except UnicodeDecodeError:
        raise LockedWrong from None
    except pyrage.DecryptError as problem:
        raise _why_closed(str(problem)) from None


def _why_closed(words: str) -> KagimoriError:
    """Return what the library means: it tells its reasons apart by words alone."""
    if "Decryption failed" in words:
        return LockedWrong()
    if "No matching keys" in words:
        return NotLocked()
    return LockTooDear() if "Excessive work" in words else FileBroken()


class _Watched:
    """Remembers what a source raised."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.problem: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._source.read(size)
        except BaseException as problem:
            self.problem = problem
            raise
