"""The file that opens while the console is down: backup codes and authenticator keys, as JSON within an age file.

A person reads it too: every account by its name, every code with its place on the sheet.  What the fields mean stands
in docs/reference/vault-file.md.  Reading is strict: a file that is not whole and right is refused with the place.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kagimori.core.errors import BadInput, KagimoriError, Refused
from kagimori.core.otp.uri import read_uri
from kagimori.core.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FORMAT, VERSION = "kagimori-vault", 1
READ_ME = (
    "Kagimori: Instagramのバックアップコードと認証アプリのキーの控えです。codes の 1 つで 1 回だけログインできます。",
    "Kagimori: backup codes and authenticator keys of Instagram accounts. Each of the codes logs you in once.",
)
MOST_ACCOUNTS, MOST_CODES, LONGEST_TEXT = 200_000, 200, 4096
_CODE = re.compile(r"[0-9]{4,12}")


class NoExport(BadInput):
    """The file opened, but it is no export of the vault."""

    code = "vault.export_foreign"


class ExportNewer(Refused):
    """A newer version of Kagimori made the file: `version`."""

    code = "vault.export_newer"


class ExportBroken(BadInput):
    """One value of the file is not what it should be: `place` says which; the value itself is never repeated."""

    code = "vault.export_broken"


@dataclass(frozen=True, slots=True)
class Code:
    """A code that still gets somebody in; `place` counts from 1, as on the sheet; reserved ones are somebody's."""

    place: int
    value: Secret
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The living sheet of an account: its size and what was left of it."""

    generation: int
    size: int
    added_at: datetime
    issued_on: date | None
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What one account has; `key` is its authenticator key as an otpauth URI."""

    handle: str
    name: str = ""
    sheet: Sheet | None = None
    key: Secret | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """Everything of one export."""

    team: str
    made_at: datetime
    accounts: tuple[Account, ...]


def printable(text: str) -> str:
    """Return a name without what no line of text can hold, as the file has it."""
    return "".join(sign for sign in text if sign.isprintable())[:LONGEST_TEXT]


def write(export: Export) -> Secret:
    """Return the document, which is as secret as what it holds."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "read_me": READ_ME,
        "team": export.team,
        "made_at": export.made_at.isoformat(),
        "accounts": [_account(one) for one in export.accounts],
    }
    return Secret((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def _account(account: Account) -> dict[str, Any]:
    told: dict[str, Any] = {"handle": account.handle, "name": account.name}
    if account.sheet is not None:
        told["sheet"] = _sheet(account.sheet)
    if account.key is not None:
        told["authenticator"] = account.key.reveal().decode()
    return told


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "generation": sheet.generation,
        "size": sheet.size,
        "added_at": sheet.added_at.isoformat(),
        "issued_on": sheet.issued_on and sheet.issued_on.isoformat(),
        "codes": [_code(code) for code in sheet.codes],
    }


def _code(code: Code) -> dict[str, Any]:
    told: dict[str, Any] = {"place": code.place, "code": code.value.reveal().decode()}
    return told | ({"reserved": True} if code.reserved else {})


def read(document: Secret) -> Export:
    """Return the export.  Raises NoExport, ExportNewer or ExportBroken."""
    try:
        found = json.loads(document.reveal())
    except (ValueError, RecursionError):
        raise NoExport from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NoExport
    version = found.get("version")
    if type(version) is not int or version < 1:
        raise ExportBroken(place="version")
    if version > VERSION:
        raise ExportNewer(version=version)
    top = _Part("", found)
    accounts = tuple(_read_account(one) for one in top.parts("accounts", MOST_ACCOUNTS))
    _once((one.handle for one in accounts), "accounts")
    return Export(top.text("team"), top.moment("made_at"), accounts)


def _read_account(part: _Part) -> Account:
    sheet = _read_sheet(part.part("sheet")) if "sheet" in part.values else None
    key = _read_key(part) if "authenticator" in part.values else None
    return Account(part.text("handle", least=1), part.text("name"), sheet, key)


def _read_sheet(part: _Part) -> Sheet:
    codes = tuple(_read_code(one) for one in part.parts("codes", MOST_CODES))
    size = part.whole("size")
    _once((one.place for one in codes), part.at("codes"))
    _once((one.value for one in codes), part.at("codes"))
    if size > MOST_CODES or any(one.place > size for one in codes):
        raise ExportBroken(place=part.at("size"))
    issued = part.made("issued_on", date.fromisoformat) if part.values.get("issued_on") is not None else None
    return Sheet(part.whole("generation"), size, part.moment("added_at"), issued, codes)


def _read_code(part: _Part) -> Code:
    text = part.text("code")
    if not _CODE.fullmatch(text):
        raise ExportBroken(place=part.at("code"))
    return Code(part.whole("place"), Secret(text.encode()), part.values.get("reserved") is True)


def _read_key(part: _Part) -> Secret:
    text = part.text("authenticator", least=1)
    try:
        read_uri(text)
    except KagimoriError:
        raise ExportBroken(place=part.at("authenticator")) from None
    return Secret(text.encode())


def _once(values: Iterable[object], place: str) -> None:
    found = list(values)
    if len(set(found)) != len(found):
        raise ExportBroken(place=place)


@dataclass(frozen=True, slots=True)
class _Part:
    """An object of the document and its place; every complaint says where, never what."""

    place: str
    values: dict[str, Any]

    def at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def text(self, name: str, least: int = 0) -> str:
        found = self.values.get(name)
        if not isinstance(found, str) or not least <= len(found) <= LONGEST_TEXT or not found.isprintable():
            raise ExportBroken(place=self.at(name))
        return found

    def whole(self, name: str) -> int:
        found = self.values.get(name)
        # The largest that the database's column holds.
        if type(found) is not int or not 1 <= found <= 32_767:  # noqa: PLR2004
            raise ExportBroken(place=self.at(name))
        return found

    def moment(self, name: str) -> datetime:
        found: datetime = self.made(name, datetime.fromisoformat)
        if found.tzinfo is None:
            raise ExportBroken(place=self.at(name))
        return found

    def made(self, name: str, of: Callable[[str], Any]) -> Any:
        try:
            return of(self.text(name))
        except ValueError:
            raise ExportBroken(place=self.at(name)) from None

    def part(self, name: str) -> _Part:
        return _part(self.at(name), self.values.get(name))

    def parts(self, name: str, most: int) -> list[_Part]:
        found = self.values.get(name)
        if not isinstance(found, list) or len(found) > most:
            raise ExportBroken(place=self.at(name))
        return [_part(f"{self.at(name)}[{number}]", one) for number, one in enumerate(found)]


def _part(place: str, found: object) -> _Part:
    if not isinstance(found, dict):
        raise ExportBroken(place=place)
    return _Part(place, found)
