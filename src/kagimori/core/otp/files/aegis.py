"""Aegis: `{"version": 1, "header": {"slots", "params"}, "db"}`.

Plain, `db` is an object; sealed, it is base64 of AES-GCM under a master key, which each slot of type 1 holds under a
key made from a password by scrypt.  Source: docs/vault.md of the Aegis project; entries as of content version 3.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kagimori.core.otp.files import locks
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.record import Record
from kagimori.core.otp.files.refusals import CannotHold, FileTooLarge, LockElsewhere, PasswordWrong, VersionUnknown
from kagimori.core.otp.seed import encode_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.otp.files.opening import Opening

ID = "aegis"

_VERSION, _NEWEST_DB = 1, 3
_PASSWORD_SLOT = 1
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**15, 8, 1  # as the app itself
_TAG_BYTES = 16
CHANCE_BYTES = 88


def sniff(content: Content) -> bool:
    """Return whether the file has a header of slots, and a db."""
    header = content.json.get("header") if {"db", "header"} <= content.keys() else None
    return isinstance(header, dict) and "slots" in header


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries, opened with the password where the file is sealed."""
    vault = content.record()
    _check(vault, _VERSION)
    header = vault.record("header")
    sealed = header.get("params") is not None
    db = Record.of("db", _opened(vault, header, opening)) if sealed else vault.record("db")
    _check(db, _NEWEST_DB)
    return [_entry(record) for record in db.records("entries")]


def _check(record: Record, newest: int) -> None:
    version = record.whole("version")
    if not 1 <= version <= newest:
        raise VersionUnknown(found=version, expected=f"1 - {newest}")


def _opened(vault: Record, header: Record, opening: Opening) -> Any:
    params = header.record("params")
    master = _master_key(header, opening)
    return Content(locks.open_gcm(master, params.hex("nonce"), vault.base64("db") + params.hex("tag"))).read_json()


def _master_key(header: Record, opening: Opening) -> bytes:
    """Return the key that one of the slots gives out for the password."""
    slots = [slot for slot in header.records("slots") if slot.get("type") == _PASSWORD_SLOT]
    if not slots:
        raise LockElsewhere
    if len(slots) > opening.limits.key_slots:
        raise FileTooLarge(what="slots", found=len(slots), most=opening.limits.key_slots)
    for slot in slots:
        key = locks.scrypt(opening, slot.hex("salt"), n=slot.whole("n"), r=slot.whole("r"), p=slot.whole("p"))
        params = slot.record("key_params")
        try:
            return locks.open_gcm(key, params.hex("nonce"), slot.hex("key") + params.hex("tag"))
        except PasswordWrong:
            continue
    raise PasswordWrong


def _entry(record: Record) -> Entry:
    info = record.record("info")
    return make_entry(
        record.place,
        Told(
            secret=info.get("secret"),
            type=record.text("type"),
            issuer=record.get("issuer"),
            name=record.get("name"),
            algorithm=info.get("algo"),
            digits=info.get("digits"),
            period=info.get("period"),
            counter=info.get("counter"),
            picture=record.get("icon"),
        ),
    )


def write(entries: Iterable[Entry]) -> bytes:
    """Return a plain file that Aegis imports.  Raises CannotHold."""
    return _vault({"slots": None, "params": None}, _db(entries))


def write_sealed(entries: Iterable[Entry], opening: Opening, chance: bytes) -> bytes:
    """Return a file that Aegis imports with the password; `chance` are CHANCE_BYTES fresh random bytes, used once.

    Raises CannotHold and PasswordNeeded.
    """
    master, salt, slot_nonce, db_nonce = chance[:32], chance[32:64], chance[64:76], chance[76:CHANCE_BYTES]
    slot_key = locks.scrypt(opening, salt, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P)
    wrapped = locks.seal_gcm(slot_key, slot_nonce, master)
    sealed = locks.seal_gcm(master, db_nonce, json.dumps(_db(entries), ensure_ascii=False).encode())
    slot = {
        "type": _PASSWORD_SLOT,
        "uuid": _uuid_of(slot_nonce.hex()),
        "key": wrapped[:-_TAG_BYTES].hex(),
        "key_params": {"nonce": slot_nonce.hex(), "tag": wrapped[-_TAG_BYTES:].hex()},
        "n": _SCRYPT_N,
        "r": _SCRYPT_R,
        "p": _SCRYPT_P,
        "salt": salt.hex(),
        "repaired": True,
        "is_backup": False,
    }
    params = {"nonce": db_nonce.hex(), "tag": sealed[-_TAG_BYTES:].hex()}
    return _vault({"slots": [slot], "params": params}, b64encode(sealed[:-_TAG_BYTES]).decode())


def _vault(header: dict[str, Any], db: Any) -> bytes:
    return json.dumps({"version": _VERSION, "header": header, "db": db}, ensure_ascii=False, indent=2).encode()


def _db(entries: Iterable[Entry]) -> dict[str, Any]:
    written = [_written(number, entry) for number, entry in enumerate(entries)]
    return {"version": _NEWEST_DB, "entries": written, "groups": []}


def _written(number: int, entry: Entry) -> dict[str, Any]:
    if entry.kind in ("motp", "yandex"):
        raise CannotHold(place=f"entries[{number}]", found=entry.kind)  # both need a PIN, which we do not keep
    moving = {"counter": entry.counter} if entry.kind == "hotp" else {"period": entry.period_s}
    return {
        "type": entry.kind,
        "uuid": _uuid_of(f"{number}\n{entry.issuer}\n{entry.name}"),
        "name": entry.name,
        "issuer": entry.issuer,
        "note": "",
        "favorite": False,
        "icon": None,
        "info": {
            "secret": encode_key(entry.key).reveal().decode(),
            "algo": entry.algorithm,
            "digits": entry.digits,
            **moving,
        },
        "groups": [],
    }


def _uuid_of(text: str) -> str:
    """Return a name in the form of a UUID; it is made from what may be known anyway and tells nothing of a key."""
    digest = sha256(text.encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
