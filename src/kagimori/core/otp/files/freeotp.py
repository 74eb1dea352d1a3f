"""FreeOTP: strings by name, in a serialised Java HashMap (the backup of version 2) or in XML (preferences).

Version 2: `masterKey` (PBKDF2, then AES-GCM), and for each entry its key sealed under the master key and its token.
Version 1: one token for each entry, its key inside.  Source: FreeOTP's own source.
"""

from __future__ import annotations

import html
import re
import struct
from typing import TYPE_CHECKING

from kagimori.core.otp.files import locks
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.freeotp_plus import entry_of_token
from kagimori.core.otp.files.record import LONGEST_LIST, Record
from kagimori.core.otp.files.refusals import EntryShape, FileBroken, FileTooLarge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.otp.files.opening import Opening

ID = "freeotp"

_JAVA = b"\xac\xed\x00\x05"
_HASH_MAP = b"java.util.HashMap"
_BLOCK_DATA, _STRING, _LONG_STRING = b"\x77\x08", 0x74, 0x7C
LONGEST_PLACE_SIGNS = 40
_SEQUENCE, _OCTETS = b"\x30", b"\x04"
_MASTER, _ORDER, _TOKEN = "masterKey", "tokenOrder", "-token"
_HASHES = {"PBKDF2withHmacSHA1": locks.SHA1, "PBKDF2withHmacSHA256": locks.SHA256, "PBKDF2withHmacSHA512": locks.SHA512}
# No XML reader is needed for a flat list of strings, and none means no entities that grow.
_MARKS = ("&quot;issuerExt&quot;", "&quot;secret&quot;", f'"{_MASTER}"')
_PREFERENCE = re.compile(r'<string name="([^"]*)">([^<]*)</string>')


def sniff(content: Content) -> bool:
    """Return whether it is a serialised map, or preferences with tokens."""
    if content.raw.startswith(_JAVA):
        return _HASH_MAP in content.raw[:64]
    text = (content.text or "").lstrip()
    return text.startswith("<") and "<map>" in text and any(mark in text for mark in _MARKS)


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password where it is a backup."""
    is_java = content.raw.startswith(_JAVA)
    known = dict(_pairs(content.raw) if is_java else _preferences(content.text or ""))
    if _MASTER not in known:
        tokens = (_parsed(name, text) for name, text in known.items() if name != _ORDER)
        return [entry_of_token(token, token.signed_bytes("secret")) for token in tokens]
    master = _master(_parsed(_MASTER, known[_MASTER]), opening)
    names = [name for name in known if name.endswith(_TOKEN)]
    return [_entry(name.removesuffix(_TOKEN), known, master) for name in names]


def _preferences(text: str) -> Iterator[tuple[str, str]]:
    strings = list(_PREFERENCE.finditer(text))
    if not text.rstrip().endswith("</map>") or len(strings) != text.count("<string"):
        raise FileBroken(place=f"line {text.count(chr(10)) + 1}")
    for found in strings:
        yield html.unescape(found[1]), html.unescape(found[2])


def _parsed(place: str, text: str) -> Record:
    return Record.of(place[:LONGEST_PLACE_SIGNS], Content(text.encode("utf-8", "replace")).read_json())


def _master(record: Record, opening: Opening) -> bytes:
    algorithm = _HASHES.get(record.text("mAlgorithm"))
    if algorithm is None:
        raise EntryShape(place=record.at("mAlgorithm"), found="?", expected=" ".join(_HASHES))
    key = locks.pbkdf2(opening, record.signed_bytes("mSalt"), record.whole("mIterations"), algorithm)
    return _unsealed(record.record("mEncryptedKey"), key)


def _unsealed(record: Record, key: bytes) -> bytes:
    """Return what a sealed key holds."""
    nonce, bound = _nonce(record.signed_bytes("mParameters")), record.text("mToken").encode("utf-8", "replace")
    return locks.open_gcm(key, nonce, record.signed_bytes("mCipherText"), bound)


def _nonce(parameters: bytes) -> bytes:
    """Return the nonce of ASN.1 parameters: a sequence of it and the tag's length; older Androids wrote it alone."""
    octets = parameters[2:] if parameters[:1] == _SEQUENCE else parameters
    return octets[2 : 2 + octets[1]] if octets[:1] == _OCTETS and len(octets) > 1 else b""


def _entry(name: str, known: dict[str, str], master: bytes) -> Entry:
    token = _parsed(name, known[f"{name}{_TOKEN}"])
    if name not in known:
        raise EntryShape(place=name, found="-", expected="key")
    sealed = _parsed(name, _parsed(name, known[name]).text("key"))
    return entry_of_token(token, _unsealed(sealed, master))


def _pairs(raw: bytes) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a serialised map of strings; everything before its data only describes it."""
    at = raw.find(_BLOCK_DATA)
    if at < 0:
        raise FileBroken(place="HashMap")
    count = struct.unpack_from(">4xI", raw.ljust(at + 10, b"\0"), at + 2)[0]
    if count > LONGEST_LIST:
        raise FileTooLarge(what="HashMap", found=count, most=LONGEST_LIST)
    at += 10
    for number in range(count):
        name, at = _string(raw, at, f"HashMap[{number}]")
        text, at = _string(raw, at, f"HashMap[{number}]")
        yield name, text


def _string(raw: bytes, at: int, place: str) -> tuple[str, int]:
    kind = raw[at] if at < len(raw) else None
    wide = {_STRING: ">H", _LONG_STRING: ">Q"}.get(kind or 0)
    if wide is None or at + 1 + struct.calcsize(wide) > len(raw):
        raise FileBroken(place=place)
    start = at + 1 + struct.calcsize(wide)
    end = start + struct.unpack_from(wide, raw, at + 1)[0]
    if end > len(raw):
        raise FileBroken(place=place)
    return raw[start:end].decode("utf-8", "replace"), end
