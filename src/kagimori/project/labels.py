"""The console's labels: `.po` files of the rooms, compiled once into the data folder.

A checkout and an installed wheel work alike: no gettext tools, no build step, nothing written into the package.
The folder's name is a stamp of all the `.po` files, so that an upgrade never shows old words.
"""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOMS = Path(__file__).parents[1] / "console"
LANGUAGE = "ja"  # what stands in the code is English
STAMP_LENGTH = 16


def sources() -> list[Path]:
    """Return every room's catalog, in a fixed order."""
    return sorted(ROOMS.glob(f"*/locale/{LANGUAGE}/LC_MESSAGES/*.po"))


@cache
def folder(data: Path) -> Path:
    """Return where the compiled labels of this very version lie, or will lie after `compile_labels`."""
    together = hashlib.sha256(b"".join(source.read_bytes() for source in sources()))
    return data / "locale" / together.hexdigest()[:STAMP_LENGTH]


def compile_labels(data: Path) -> None:
    """Compile all rooms' labels into one catalog unless that was done; safe beside another process doing the same."""
    target = folder(data) / LANGUAGE / "LC_MESSAGES" / "django.mo"
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    compiled = io.BytesIO()
    write_mo(compiled, merged())
    fresh = target.with_suffix(".new")
    fresh.write_bytes(compiled.getvalue())
    fresh.replace(target)


def merged() -> Catalog:
    """Return one catalog with every room's labels; raises ValueError where two rooms disagree about a word."""
    whole = Catalog(locale=LANGUAGE)
    for source in sources():
        with source.open("rb") as file:
            for message in read_po(file, locale=LANGUAGE):
                if not message.id or not message.string:
                    continue
                known = whole.get(message.id, message.context)
                if known is not None and known.string != message.string:
                    raise ValueError(f"{source}: {message.id!r} is already {known.string!r}")
                whole[message.id] = message
    return whole
