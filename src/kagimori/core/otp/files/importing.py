"""Files in, outcomes out: every file is taken whole or not at all.

The QR codes of one Google Authenticator transfer may lie in several files, so those files stand or fall together;
every other file stands alone.  Opening files, pictures and passwords is the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kagimori.core.otp.files import formats, migration
from kagimori.core.otp.files.refusals import FileRefused, FileTooLarge, NoKeys
from kagimori.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kagimori.core.errors import KagimoriError
    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.otp.files.migration import Part
    from kagimori.core.otp.files.opening import Opening


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its format and entries, or the refusal."""

    file: str
    format: str = ""
    entries: tuple[Entry, ...] = ()
    refusal: KagimoriError | None = None


def import_file(file: str, content: Content, opening: Opening, forced: str | None = None) -> Outcome:
    """Return what one file holds; `forced` is the ID of a format that it is to be read as."""
    try:
        weigh(content, opening)
        known = formats.named(forced) if forced else formats.find(content, file)
        return Outcome(file, known.ID, tuple(formats.read(known, content, opening)))
    except FileRefused as refusal:
        return Outcome(file, refusal=refusal)


def weigh(content: Content, opening: Opening) -> None:
    """Raise FileTooLarge where there is more text than we read; archives and pictures are weighed unpacked."""
    most = opening.limits.unpacked_bytes
    if len(content.raw) > most and not content.is_zip:
        raise FileTooLarge(what=Text("バイト数", "bytes"), found=len(content.raw), most=most)


def import_transfers(files: Iterable[tuple[str, Content]], opening: Opening) -> Iterator[Outcome]:
    """Yield what files with codes of transfers hold together, in the order of the codes, then what was refused."""
    parts: list[tuple[str, Part]] = []
    refused: dict[str, FileRefused] = {}
    for file, content in files:
        try:
            found = migration.read_parts(content, opening)
            if not any(part.entries for part in found):
                raise NoKeys
            parts += [(file, part) for part in found]
        except FileRefused as refusal:
            refused[file] = refusal
    files_of = {id(part): file for file, part in parts}
    for part in _whole(parts, refused):
        yield Outcome(files_of[id(part)], migration.ID, part.entries)
    for file, reason in refused.items():
        yield Outcome(file, refusal=reason)


def _whole(parts: list[tuple[str, Part]], refused: dict[str, FileRefused]) -> list[Part]:
    """Return the parts of whole transfers; a file with a code that cannot be used takes all that it holds with it."""
    while True:
        left = [(file, part) for file, part in parts if file not in refused]
        batches: dict[tuple[int, int], list[tuple[str, Part]]] = {}
        for file, part in left:
            batches.setdefault((part.batch, part.size), []).append((file, part))
        found, before = [], len(refused)
        for batch in batches.values():
            try:
                found += migration.join(part for _, part in batch)
            except FileRefused as refusal:
                # One object each: whoever prints it writes the file's name into it.
                refused.update({file: type(refusal)(**refusal.fields) for file, _ in batch})
        if len(refused) == before:
            return found
