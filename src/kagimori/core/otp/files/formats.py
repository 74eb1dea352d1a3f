"""The register of formats, and how a file finds its own: by what is in it, never by its name.

The order counts where two could say yes: text lines are asked last but one, bytes that look random last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kagimori.core.otp.files import (
    aegis,
    andotp,
    archives,
    bitwarden,
    ente,
    freeotp,
    freeotp_plus,
    migration,
    onepassword,
    proton,
    protonpass,
    raivo,
    stratum,
    twofas,
    twofauth,
    uris,
)
from kagimori.core.otp.files.no_export import unknown
from kagimori.core.otp.files.refusals import FileBroken, FileTooLarge, NoKeys

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


FORMATS: tuple[Format, ...] = (
    migration,
    aegis,
    twofas,
    protonpass,
    bitwarden,
    onepassword,
    ente,
    proton,
    freeotp,
    freeotp_plus,
    raivo,
    stratum,
    twofauth,
    uris,
    andotp,
)
_WRITABLE: tuple[WritableFormat, ...] = (aegis, twofauth, bitwarden, uris)
EXPORTS: dict[str, WritableFormat] = {module.ID: module for module in _WRITABLE}


def find(content: Content, name: str = "") -> Format:
    """Return the format of the content; the file's name only helps to say why there is none.

    Raises FileBroken where it is cut-off JSON or a cut-off zip, else FileUnknown, AuthyFile or MicrosoftFile.
    """
    for known in FORMATS:
        if known.sniff(content):
            return known
    if content.looks_like_json and content.json is None:
        content.read_json()
    if content.is_zip and not archives.is_whole(content):
        raise FileBroken(place="zip")
    raise unknown(content, name)


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
