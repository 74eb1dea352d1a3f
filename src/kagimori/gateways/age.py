"""Files that only the holders of an age identity can read, through the library pyrage.

Source: the age format, age-encryption.org/v1.  Recipients are `age1…` or an SSH public key; identities are read from
the file that `kagimori keys identity`, `age-keygen` or `ssh-keygen` has written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyrage

from kagimori.core.errors import BadInput, KagimoriError

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
