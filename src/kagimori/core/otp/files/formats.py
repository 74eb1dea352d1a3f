"""The register of formats, and how a file finds its own: by what is in it, never by its name.

The order counts where two could say yes: text lines are asked last but one, files of random bytes last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kagimori.core.otp.files import aegis, bitwarden, migration, twofas, uris
from kagimori.core.otp.files.refusals import FileTooLarge, FileUnknown, NoKeys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kagimori.core.otp.files.content import Content
    from kagimori.core.otp.files.entry import Entry
    from kagimori.core.otp.files.opening import Opening


class Format(Protocol):
    """The shape of every format's module."""

    ID: str

    def sniff(self, content: Content) -> bool:
        """Return whether the content is of this format; never raises."""

    def read(self, content: Content, opening: Opening) -> list[Entry]:
        """Return the entries; raises FileRefused."""


class WritableFormat(Format, Protocol):
    """A format that we export too."""

    def write(self, entries: Iterable[Entry]) -> bytes:
        """Return the file; raises CannotHold."""


FORMATS: tuple[Format, ...] = (migration, aegis, twofas, bitwarden, uris)
_WRITABLE: tuple[WritableFormat, ...] = (aegis, bitwarden, uris)
EXPORTS: dict[str, WritableFormat] = {module.ID: module for module in _WRITABLE}


def find(content: Content) -> Format:
    """Return the format of the content.  Raises FileBroken where it is cut-off JSON, FileUnknown where it is none."""
    for known in FORMATS:
        if known.sniff(content):
            return known
    if content.looks_like_json and content.json is None:
        content.read_json()
    raise FileUnknown


def named(name: str) -> Format:
    """Return the format of that ID; raises KeyError."""
    return {known.ID: known for known in FORMATS}[name]


def read(known: Format, content: Content, opening: Opening) -> list[Entry]:
    """Return the entries of a file, all of them or none.  Raises FileRefused."""
    entries = known.read(content, opening)
    if not entries:
        raise NoKeys
    if len(entries) > opening.limits.entries:
        raise FileTooLarge(what="entries", found=len(entries), most=opening.limits.entries)
    return entries
