"""Keys and backups on a database of one's own."""

import io
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import transaction

from kagimori.console.doors import keyring as held
from kagimori.console.keeping import backup, tables
from kagimori.core.people.standing import Actor
from kagimori.core.vault import Keyring
from kagimori.gateways import age
from kagimori.gateways.keys import KeyFile

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ME = Actor.itself("cli")
IDENTITY, RECIPIENT = age.new_identity()


@pytest.fixture
def keys(settings, tmp_path):
    """A key file of this test alone."""
    settings.KEYS = tmp_path / "keys"
    file = KeyFile(settings.KEYS)
    file.make(Keyring.fresh(), file.in_clear())
    yield file
    held.forget()


def backed_up(now=NOW):
    """Return a backup, encrypted, as a file."""
    target = io.BytesIO()
    backup.write(target, [age.recipient(RECIPIENT)], now=now)
    target.seek(0)
    return target


def opened(encrypted):
    """Return what stands in the encrypted file, as a file."""
    plain = io.BytesIO()
    age.decrypt(encrypted, plain, age.identities(IDENTITY.encode(), "test"))
    plain.seek(0)
    return plain


def emptied():
    """Make the database that of a new installation."""
    ours = [label for label in tables.every(apps) if not label.startswith(("contenttypes.", "auth."))]
    with transaction.atomic():
        tables.empty([tables.of(label, apps) for label in ours])


def everything(without=("keeping.backup", "timeline.entry", "timeline.head", "timeline.chain", "timeline.place")):
    """Return all rows that a backup holds, by table."""
    return {
        table.label: [row for chunk in tables.chunks(table) for row in chunk]
        for table in tables.kept()
        if table.label not in without
    }
