"""Proton Pass: a zip with `Proton Pass/data.json`, that JSON alone, or CSV; what is sealed with PGP opens there only.

`{"vaults": {id: {"name", "items": [{"data": {"type", "metadata": {"name"}, "content": {"totpUri", …}}}]}}}`.
Source: Proton's open clients.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files import archives
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.record import Record
from kagimori.core.otp.files.refusals import LockElsewhere
from kagimori.core.otp.files.uris import told_by_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from kagimori.core.otp.files.opening import Opening

ID = "proton-pass"

_PLAIN, _SEALED = "Proton Pass/data.json", "Proton Pass/data.pgp"
_ARMOUR = "-----BEGIN PGP MESSAGE-----"
_COLUMNS, _CODE = {"name", "totp", "vault"}, "totp"
_USERS = ("itemUsername", "username", "itemEmail")  # the first that says something
_TRASHED = 2


def sniff(content: Content) -> bool:
    """Return whether it is such a zip, has vaults by id, is a table with their columns, or a PGP message."""
    if content.is_zip:
        return any(archives.holds(content, name) for name in (_PLAIN, _SEALED))
    if (content.text or "").lstrip().startswith(_ARMOUR) or set(content.columns) >= _COLUMNS:
        return True
    return "vaults" in content.keys() and isinstance(content.json["vaults"], dict)  # noqa: SIM118  # ours


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries of the logins that hold a key.  Raises LockElsewhere for PGP."""
    if archives.holds(content, _SEALED) or (content.text or "").lstrip().startswith(_ARMOUR):
        raise LockElsewhere
    if content.is_zip:
        content = Content(archives.member(content, _PLAIN, opening))
    elif not content.looks_like_json:
        return _from_table(content)
    return list(_entries(content.record().record("vaults")))


def _entries(vaults: Record) -> Iterator[Entry]:
    for name in vaults.values:
        # Its id is long and of no use to a person.
        for item in Record(f"vaults[{name[:8]}]", vaults.record(name).values).records("items"):
            data = item.record("data")
            content = data.record("content") if isinstance(data.get("content"), dict) else Record(data.place, {})
            if content.get("totpUri") and item.get("state") != _TRASHED:
                yield _entry(content, data.record("metadata").get("name"))


def _entry(content: Record, issuer: Any) -> Entry:
    user = next((content.get(name) for name in _USERS if content.get(name)), None)
    told = told_by_key(content.at("totpUri"), content.text("totpUri"))
    return make_entry(content.at("totpUri"), _named(told, issuer, user))


def _from_table(content: Content) -> list[Entry]:
    return [
        make_entry(
            row.place,
            _named(told_by_key(row.place, row.text(_CODE)), row.get("name"), row.get("username") or row.get("email")),
        )
        for row in content.rows()
        if row.get(_CODE)
    ]


def _named(told: Told, issuer: Any, name: Any) -> Told:
    """Return it with the item's own names where the key says none."""
    return {**told, "issuer": told.get("issuer") or issuer, "name": told.get("name") or name}
