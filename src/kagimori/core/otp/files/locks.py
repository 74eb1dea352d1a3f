"""The locks that apps put on their exports: a key out of a password, then a cipher.

Costs come from the file, so they are held against the limits before any work is done.  A lock that does not open
raises PasswordWrong: whether the password or the file is wrong cannot be told.  Primitives: the library cryptography.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.padding import PKCS7

from kagimori.core.otp.files.refusals import EntryShape, LockTooCostly, PasswordWrong

if TYPE_CHECKING:
    from typing import Final

    from kagimori.core.otp.files.opening import Opening

KEY_BYTES: Final = 32
BLOCK_BITS: Final = 128
SHA1 = hashes.SHA1()  # noqa: S303  # nosec B303  # the apps chose it
SHA256, SHA512 = hashes.SHA256(), hashes.SHA512()


def _within(what: str, found: int, most: int, least: int = 1) -> None:
    if found < least:
        raise EntryShape(place=what, found=found, expected=f"{least} …")
    if found > most:
        raise LockTooCostly(what=what, found=found, most=most)


def pbkdf2(
    opening: Opening, salt: bytes, rounds: int, algorithm: hashes.HashAlgorithm = SHA256, length: int = KEY_BYTES
) -> bytes:
    """Return the key by PBKDF2 (RFC 8018).  Raises PasswordNeeded, LockTooCostly, EntryShape."""
    phrase = opening.phrase()
    _within("PBKDF2", rounds, opening.limits.pbkdf2_rounds)
    return PBKDF2HMAC(algorithm=algorithm, length=length, salt=salt, iterations=rounds).derive(phrase)


def scrypt(opening: Opening, salt: bytes, *, n: int, r: int, p: int) -> bytes:
    """Return the key by scrypt (RFC 7914).  Raises PasswordNeeded, LockTooCostly, EntryShape."""
    phrase = opening.phrase()
    _within("scrypt N", n, opening.limits.scrypt_bytes, least=2)
    _within("scrypt r", r, opening.limits.scrypt_bytes)
    _within("scrypt N·r", 128 * n * r, opening.limits.scrypt_bytes)  # RFC 7914 section 2: the block is 128·r bytes
    _within("scrypt p", p, opening.limits.scrypt_lanes)
    if n & (n - 1):
        raise EntryShape(place="scrypt N", found=n, expected="2, 4, 8 …")
    return Scrypt(salt=salt, length=KEY_BYTES, n=n, r=r, p=p).derive(phrase)


def argon2id(opening: Opening, salt: bytes, *, kib: int, passes: int, lanes: int) -> bytes:
    """Return the key by Argon2id (RFC 9106).  Raises PasswordNeeded, LockTooCostly, EntryShape."""
    phrase = opening.phrase()
    _within("Argon2id", lanes, opening.limits.argon2_lanes)
    _within("Argon2id", passes, opening.limits.argon2_kib_passes)
    _within("Argon2id", kib, opening.limits.argon2_kib, least=8 * lanes)  # RFC 9106 section 3.1
    _within("Argon2id", kib * passes, opening.limits.argon2_kib_passes)
    try:
        made = Argon2id(salt=salt, length=KEY_BYTES, iterations=passes, lanes=lanes, memory_cost=kib)
        return made.derive(phrase)
    except ValueError:
        raise EntryShape(place="Argon2id", found=len(salt), expected="8 …") from None
    except (MemoryError, UnsupportedAlgorithm):
        raise LockTooCostly(what="Argon2id", found=kib, most=opening.limits.argon2_kib) from None


def open_gcm(key: bytes, nonce: bytes, sealed: bytes, bound: bytes | None = None) -> bytes:
    """Return what AES-GCM sealed; the tag stands at the end.  Raises PasswordWrong."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, bound)
    except (InvalidTag, ValueError):
        raise PasswordWrong from None


def seal_gcm(key: bytes, nonce: bytes, plain: bytes) -> bytes:
    """Return it sealed with AES-GCM, the tag at the end.  A nonce is never used twice with one key."""
    return AESGCM(key).encrypt(nonce, plain, None)


def open_cbc(key: bytes, start: bytes, sealed: bytes) -> bytes:
    """Return what AES-CBC with PKCS #7 sealed.  Raises PasswordWrong."""
    try:
        decryptor = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
        padded = decryptor.update(sealed) + decryptor.finalize()
        unpadder = PKCS7(BLOCK_BITS).unpadder()
        return unpadder.update(padded) + unpadder.finalize()
    except ValueError:
        raise PasswordWrong from None
