"""One member out of a zip archive, in memory and within limits; also those sealed with AES, which zipfile cannot open.

A bomb says how large it becomes, or lies about it: both are stopped, the first before and the second while unpacking.
Source: PKWARE's APPNOTE; WinZip's AE-1 and AE-2 for sealed members.
"""

from __future__ import annotations

import hmac
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from kagimori.core.otp.files import locks
from kagimori.core.otp.files.refusals import EntryShape, FileBroken, FileTooLarge, PasswordWrong

if TYPE_CHECKING:
    from typing import Final

    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.opening import Opening

_LOCAL_HEADER_BYTES: Final = 30
_DIRECTORY: Final = b"PK\x01\x02"  # begins each entry of the directory
_SEALED_BIT: Final = 1
_AES_METHOD, _AES_EXTRA = 99, 0x9901
_SALT_BYTES: Final = {1: 8, 2: 12, 3: 16}  # by the strength that the header names
_KEY_BYTES: Final = {1: 16, 2: 24, 3: 32}
_CHECK_BYTES, _MAC_BYTES, _ROUNDS = 2, 10, 1000
_BLOCK: Final = 16
# What zipfile raises over hostile archives.
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, NotImplementedError, KeyError)


def holds(content: Content, name: str) -> bool:
    """Return whether it is a zip in which that name stands; its directory is not read, which could be a bomb too."""
    return content.is_zip and name.encode() in content.raw


def is_whole(content: Content) -> bool:
    """Return whether the end of the archive, which names its directory, is there."""
    return zipfile.is_zipfile(io.BytesIO(content.raw))


def member(content: Content, name: str, opening: Opening) -> bytes:
    """Return one member's bytes.  Raises FileBroken, FileTooLarge, PasswordNeeded, PasswordWrong."""
    members = content.raw.count(_DIRECTORY)
    if members > opening.limits.members:
        raise FileTooLarge(what="zip", found=members, most=opening.limits.members)
    try:
        with zipfile.ZipFile(io.BytesIO(content.raw)) as archive:
            found = archive.getinfo(name)
            if found.compress_type == _AES_METHOD:
                return _unsealed(content.raw, found, opening)
            # The old cipher of zip looks at the password only when it is asked for.
            sealed = found.flag_bits & _SEALED_BIT
            with archive.open(found, pwd=opening.phrase() if sealed else None) as opened:
                return _bounded(opened.read(opening.limits.unpacked_bytes + 1), opening)
    except RuntimeError as problem:
        if isinstance(problem, NotImplementedError):
            raise FileBroken(place=name) from None
        raise PasswordWrong from None
    except _FAULTS:
        raise FileBroken(place=name) from None


def _bounded(unpacked: bytes, opening: Opening) -> bytes:
    most = opening.limits.unpacked_bytes
    if len(unpacked) > most:
        raise FileTooLarge(what="zip", found=f"> {most}", most=most)
    return unpacked


def _unsealed(raw: bytes, found: zipfile.ZipInfo, opening: Opening) -> bytes:
    """Return a member sealed with AES: salt, two bytes to check the password, the sealed bytes, a short HMAC."""
    strength, method = _aes_header(found)
    name_length, extra_length = struct.unpack_from("<HH", raw, found.header_offset + _LOCAL_HEADER_BYTES - 4)
    start = found.header_offset + _LOCAL_HEADER_BYTES + name_length + extra_length
    body = raw[start : start + found.compress_size]
    salt, key_bytes = body[: _SALT_BYTES[strength]], _KEY_BYTES[strength]
    keys = locks.pbkdf2(opening, salt, _ROUNDS, locks.SHA1, length=2 * key_bytes + _CHECK_BYTES)
    after = len(salt) + _CHECK_BYTES
    sealed, mac = body[after:-_MAC_BYTES], body[-_MAC_BYTES:]
    if not hmac.compare_digest(body[len(salt) : after], keys[-_CHECK_BYTES:]):
        raise PasswordWrong
    if not hmac.compare_digest(hmac.digest(keys[key_bytes:-_CHECK_BYTES], sealed, "sha1")[:_MAC_BYTES], mac):
        raise FileBroken(place=found.filename)
    plain = _counted(keys[:key_bytes], sealed)
    return _bounded(plain if method == zipfile.ZIP_STORED else _inflated(plain, opening), opening)


def _aes_header(found: zipfile.ZipInfo) -> tuple[int, int]:
    """Return the strength of the key and the method by which the member was squeezed before it was sealed."""
    extra = found.extra
    while len(extra) >= 4:  # noqa: PLR2004  # each piece begins with a number and a length
        kind, length = struct.unpack_from("<HH", extra)
        if kind == _AES_EXTRA:
            strength, method = struct.unpack_from("<4xBH", extra, 4)
            if strength in _KEY_BYTES and method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                return strength, method
        extra = extra[4 + length :]
    raise EntryShape(place=found.filename, found="?", expected="AES-128 AES-192 AES-256")


def _counted(key: bytes, sealed: bytes) -> bytes:
    """Return what AES in counter mode sealed; unlike the usual mode the counter's lowest byte stands first."""
    count = -(-len(sealed) // _BLOCK)
    blocks = b"".join(struct.pack("<QQ", number, 0) for number in range(1, count + 1))
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305  # nosec B305  # the counter is made above
    stream = encryptor.update(blocks)[: len(sealed)]
    return (int.from_bytes(sealed) ^ int.from_bytes(stream)).to_bytes(len(sealed))


def _inflated(squeezed: bytes, opening: Opening) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(squeezed, opening.limits.unpacked_bytes + 1)
