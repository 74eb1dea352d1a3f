"""Sessions in the database, found by the hash of what the browser's cookie says.

Whoever reads the table, a dump or a copy of it cannot be anybody: the cookie's own value is nowhere.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.contrib.sessions.backends import db
from django.utils import timezone

if TYPE_CHECKING:
    from django.contrib.sessions.base_session import AbstractBaseSession

# The column holds 40 signs: 160 bits of the hash.
SIGNS = 40


def stored(key: str) -> str:
    """Return what stands in the tables for a session whose cookie says `key`."""
    return hashlib.sha256(key.encode()).hexdigest()[:SIGNS]


class SessionStore(db.SessionStore):
    """Django's store, with the hash in the place of the key wherever the table is asked."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        key = self.session_key or ""
        found = self.model.objects.filter(session_key=stored(key), expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def exists(self, session_key: str) -> bool:
        """Return whether there is a session whose cookie says `session_key`."""
        return self.model.objects.filter(session_key=stored(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Return the row to be stored."""
        row = super().create_model_instance(data)
        row.session_key = stored(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session whose cookie says `session_key`, or this one."""
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=stored(key)).delete()
