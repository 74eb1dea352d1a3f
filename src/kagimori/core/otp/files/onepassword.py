"""1Password: 1PUX, a zip with `export.data` in JSON, and CSV.  Neither is encrypted.

Keys stand in `accounts[].vaults[].items[].details.sections[].fields[].value.totp`, as an otpauth URI or bare.
Source: support.1password.com/1pux-format; archived items are read, deleted ones are not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kagimori.core.otp.files import archives
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.entry import Entry, Told, make_entry
from kagimori.core.otp.files.refusals import VersionUnknown
from kagimori.core.otp.files.uris import told_by_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from kagimori.core.otp.files.opening import Opening
    from kagimori.core.otp.files.record import Record

ID = "1password"

_ATTRIBUTES, _DATA = "export.attributes", "export.data"
_NEWEST = 3
_CODE_COLUMNS = ("otpauth", "one-time password", "one time password", "totp", "otp")
_DELETED = ("deleted", "trashed")


def sniff(content: Content) -> bool:
    """Return whether it is a zip with an export's data, or a table with a title and one-time passwords."""
    return archives.holds(content, _DATA) or ("title" in content.columns and _code_column(content) is not None)


def _code_column(content: Content) -> str | None:
    return next((name for name in _CODE_COLUMNS if name in content.columns), None)


def read(content: Content, opening: Opening) -> list[Entry]:
    """Return the entries of the items that hold a key."""
    if not content.is_zip:
        return _from_table(content)
    if archives.holds(content, _ATTRIBUTES):
        version = Content(archives.member(content, _ATTRIBUTES, opening)).record().get("version")
        if isinstance(version, int) and version > _NEWEST:
            raise VersionUnknown(found=version, expected=f"1 - {_NEWEST}")
    data = Content(archives.member(content, _DATA, opening)).record()
    return [entry for item in _items(data) for entry in _entries(item)]


def _items(data: Record) -> Iterator[Record]:
    for account in data.records("accounts"):
        for vault in account.records("vaults"):
            for found in vault.records("items"):
                item = found.record("item") if isinstance(found.get("item"), dict) else found
                if item.get("state") not in _DELETED and item.get("trashed") is not True:
                    yield item


def _entries(item: Record) -> Iterator[Entry]:
    if item.get("details") is None:
        return
    details = item.record("details")
    title = item.record("overview").get("title") if item.get("overview") is not None else None
    for section in _given(details, "sections"):
        for field in _given(section, "fields"):
            value = field.get("value")
            if isinstance(value, dict) and value.get("totp"):
                place = field.record("value").at("totp")
                told = told_by_key(place, field.record("value").text("totp"))
                yield make_entry(place, _named(told, title, _user(details)))


def _given(record: Record, name: str) -> list[Record]:
    return [] if record.get(name) is None else record.records(name)


def _user(details: Record) -> Any:
    fields = _given(details, "loginFields")
    return next((field.get("value") for field in fields if field.get("designation") == "username"), None)


def _from_table(content: Content) -> list[Entry]:
    column = _code_column(content) or _CODE_COLUMNS[0]
    return [
        make_entry(row.place, _named(told_by_key(row.place, row.text(column)), row.get("title"), row.get("username")))
        for row in content.rows()
        if row.get(column)
    ]


def _named(told: Told, issuer: Any, name: Any) -> Told:
    """Return it with the item's own names where the key says none."""
    return {**told, "issuer": told.get("issuer") or issuer, "name": told.get("name") or name}
