"""The text of a file of backup codes, whatever its encoding."""

from __future__ import annotations

from kagimori.core.errors import BadInput

_MARKED = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Without a mark at the front: what is no UTF-8 was written by a text editor in Japan.
_UNMARKED = ("utf-8", "cp932")


class FileUnreadable(BadInput):
    """The file is no text: a picture, or a document of some program."""

    code = "vault.codes_file"


def text_of(raw: bytes) -> str:
    """Return the text.  Raises FileUnreadable."""
    marked = next((name for mark, name in _MARKED if raw.startswith(mark)), None)
    for encoding in (marked,) if marked else (*_halves(raw), *_UNMARKED):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileUnreadable


def _halves(raw: bytes) -> tuple[str, ...]:
    """Return the byte order of a UTF-16 file that has lost its mark: the other half of a plain sign is zero."""
    if b"\0" not in raw:
        return ()
    return ("utf-16-le",) if raw[1::2].count(0) > raw[::2].count(0) else ("utf-16-be",)
