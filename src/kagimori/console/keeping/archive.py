"""The shape of a backup before it is encrypted: a compressed tar file, written and read as a stream.

Nothing here knows tables or keys.  Members are small, so that memory stays small however large the installation is.
"""

from __future__ import annotations

import io
import tarfile
import zlib
from typing import TYPE_CHECKING

from kagimori.core.errors import KagimoriError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from typing_extensions import Buffer

# A gzip header and the largest window, as zlib counts it.
GZIP = 31
# Members that we write stay far below; a larger one was not written by us.
MOST_BYTES = 64 * 1024 * 1024


class BackupBroken(KagimoriError):
    """The file opened, but what stands in it is no whole backup of ours: `problem`."""

    code = "restore.broken"


def packed(members: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the archive of these members, piece by piece."""
    squeeze = zlib.compressobj(wbits=GZIP)
    for name, content in members:
        head = tarfile.TarInfo(name)
        head.size, head.mode = len(content), 0o600
        padding = b"\0" * (-len(content) % tarfile.BLOCKSIZE)
        yield squeeze.compress(head.tobuf(tarfile.USTAR_FORMAT) + content + padding)
    yield squeeze.compress(b"\0" * 2 * tarfile.BLOCKSIZE) + squeeze.flush()


def unpacked(archive: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield the members of an archive.  Raises BackupBroken; whether it is whole is for the caller to see."""
    try:
        with tarfile.open(fileobj=archive, mode="r|gz") as tar:
            for head in tar:
                if not head.isreg() or head.size > MOST_BYTES:
                    raise BackupBroken(problem=f"member {head.name[:60]!r}")
                file = tar.extractfile(head)
                assert file is not None
                yield head.name, file.read()
    except (tarfile.TarError, zlib.error, EOFError, OSError):
        raise BackupBroken(problem="archive") from None


class Stream(io.RawIOBase):
    """A file to read from, made of pieces as they come."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        """Take the pieces; none is asked for before somebody reads."""
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer and return how many bytes; zero only at the end."""
        view = memoryview(buffer)
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken = self._rest[: len(view)]
        self._rest = self._rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)
