"""libsodium's secretstream, so much of it as one sealed message needs: XChaCha20-Poly1305 with a tag of its own.

Out of the cipher and the authenticator of the library cryptography: HChaCha20 is a block of ChaCha20 without its last
addition, so the addition is taken back.  Source: libsodium's documentation and draft-irtf-cfrg-xchacha section 2.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.poly1305 import Poly1305

from kagimori.core.otp.files.refusals import PasswordWrong

if TYPE_CHECKING:
    from typing import Final

KEY_BYTES: Final = 32
HEADER_BYTES: Final = 24
TAG_BYTES, MAC_BYTES = 1, 16
_BLOCK, _WORD = 64, 1 << 32
_CONSTANTS: Final = struct.unpack("<4I", b"expand 32-byte k")


def open_message(key: bytes, header: bytes, sealed: bytes) -> bytes:
    """Return the first message of a stream.  Raises PasswordWrong where the key or the message is not right."""
    if len(header) != HEADER_BYTES or len(sealed) < TAG_BYTES + MAC_BYTES:
        raise PasswordWrong
    inner = hchacha20(key, header[:16])
    nonce = struct.pack("<I", 1) + header[16:]
    tag, body, mac = sealed[:TAG_BYTES], sealed[TAG_BYTES:-MAC_BYTES], sealed[-MAC_BYTES:]
    authenticator = Poly1305(_chacha20(inner, 0, nonce, bytes(_BLOCK))[:KEY_BYTES])
    # The tag is sealed as the first byte of a whole block, and authenticated as it stands in the stream.
    authenticator.update(tag + _chacha20(inner, 1, nonce, bytes(_BLOCK))[TAG_BYTES:])
    authenticator.update(body + bytes(-(_BLOCK - len(body)) % 16) + struct.pack("<QQ", 0, _BLOCK + len(body)))
    try:
        authenticator.verify(mac)
    except InvalidSignature:
        raise PasswordWrong from None
    return _chacha20(inner, 2, nonce, body)


def hchacha20(key: bytes, nonce: bytes) -> bytes:
    """Return the key that belongs to the first sixteen bytes of a long nonce."""
    block = struct.unpack("<16I", _chacha20(key, None, nonce, bytes(_BLOCK)))
    added = _CONSTANTS + struct.unpack("<4I", nonce)
    taken = [(word - plus) % _WORD for word, plus in zip(block[:4] + block[12:], added, strict=True)]
    return struct.pack("<8I", *taken)


def _chacha20(key: bytes, counter: int | None, nonce: bytes, text: bytes) -> bytes:
    start = nonce if counter is None else struct.pack("<I", counter) + nonce
    return Cipher(algorithms.ChaCha20(key, start), mode=None).encryptor().update(text)
