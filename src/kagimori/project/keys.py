"""The installation's own keys: files of the data folder that only its owner can read.

Here: the key that signs cookies and links.  It is made at its first use and never stands in the database.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from kagimori.cli.folder import make_private, write_private

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES = 48


def signing_key(data: Path) -> str:
    """Return the key that signs cookies, made on the first call."""
    path = make_private(data) / "keys" / "signing"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(KEY_BYTES).encode())
    return path.read_text()
