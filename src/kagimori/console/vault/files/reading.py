"""Files and pictures that somebody sent, read in memory: all of them, or none and why.

Nothing is written anywhere; what the codes and files hold leaves this module as sealed-able entries only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kagimori.console.vault.files.refusals import FileSealed, FilesMany, FileStrange
from kagimori.core.errors import KagimoriError
from kagimori.core.otp.files import formats, migration, refusals
from kagimori.core.otp.files.content import Content
from kagimori.core.otp.files.importing import Outcome, import_file, import_transfers
from kagimori.core.otp.files.opening import Limits, Opening, limits_of
from kagimori.gateways import qr
from kagimori.knowledge import load_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.secret import Secret

MOST_ENTRIES = 500  # one page of lines to choose in; an export of a team's app holds far fewer
LONGEST_NAME = 60
_OWN_WORDS: dict[type[KagimoriError], type[KagimoriError]] = {
    refusals.PasswordNeeded: FileSealed,
    refusals.FileUnknown: FileStrange,
}


@dataclass(frozen=True, slots=True)
class Brought:
    """One entry with the file that it came from."""

    entry: Entry
    file: str
    format: str
    was_picture: bool


def read(files: Iterable[tuple[str, bytes]], password: Secret | None) -> tuple[list[Brought], list[KagimoriError]]:
    """Return the entries of all files in order, or none and why each file was refused."""
    opening = Opening(password, limits_here())
    pictures: set[str] = set()
    outcomes = list(_outcomes(files, opening, pictures))
    refused = [_for_here(outcome) for outcome in outcomes if outcome.refusal is not None]
    if refused:
        return [], refused
    found = [
        Brought(entry, outcome.file, outcome.format, outcome.file in pictures)
        for outcome in outcomes
        for entry in outcome.entries
    ]
    return ([], [FilesMany(found=len(found), most=MOST_ENTRIES)]) if len(found) > MOST_ENTRIES else (found, [])


def limits_here() -> Limits:
    """Return what a file may cost where other people wait for the same server."""
    policy = load_policy()
    return replace(limits_of(policy), argon2_kib=policy["otp.web_argon2_kib"].count)


def _outcomes(files: Iterable[tuple[str, bytes]], opening: Opening, pictures: set[str]) -> list[Outcome]:
    """Return what became of each file; the codes of transfers come last, for they belong together."""
    outcomes: list[Outcome] = []
    transfers: list[tuple[str, Content]] = []
    for number, (given, raw) in enumerate(files, start=1):
        name = given[:LONGEST_NAME] or f"{number}"
        try:
            content = _content(raw, name, pictures)
            if formats.find(content, name).ID == migration.ID:
                transfers.append((name, content))
                continue
        except KagimoriError as refusal:
            outcomes.append(Outcome(name, refusal=refusal))
            continue
        outcomes.append(import_file(name, content, opening))
    return [*outcomes, *import_transfers(transfers, opening)]


def _content(raw: bytes, name: str, pictures: set[str]) -> Content:
    content = Content(raw)
    if not content.is_picture:
        return content
    pictures.add(name)
    texts = qr.texts(raw, most_pixels=load_policy()["otp.file_pixels"].count)
    return Content("\n".join(texts).encode("utf-8", "replace"))


def _for_here(outcome: Outcome) -> KagimoriError:
    refusal = outcome.refusal or refusals.NoKeys()
    kind = _OWN_WORDS.get(type(refusal), type(refusal))
    return kind(**{**refusal.fields, "file": outcome.file})
