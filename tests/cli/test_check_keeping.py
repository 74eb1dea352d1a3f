"""What `kagimori check` says of keys, backups, the disk, the worker, mail and the timeline."""

import fcntl
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from kagimori.cli import checks_keeping, checks_running
from kagimori.console.doors import keyring as held
from kagimori.console.keeping.keys import make_ready
from kagimori.console.keeping.models import Backup, Restoring
from kagimori.console.notices.models import Delivery, Notice
from kagimori.console.timeline import flows
from kagimori.console.timeline.models import Entry
from kagimori.core.people.standing import Actor
from kagimori.core.secret import Secret
from kagimori.core.vault import Keyring, Purpose
from kagimori.gateways.keys import KeyFile

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def found(check, settings, **more):
    return [finding.id for finding in check(settings, **more)]


@pytest.fixture
def keys(settings, tmp_path):
    """Keys beside the data."""
    settings.DATA = tmp_path
    settings.KEYS = tmp_path / "keys"
    file = KeyFile(settings.KEYS)
    file.make(Keyring.fresh(), file.in_clear())
    yield file
    held.forget()


def test_keys_in_clear_beside_the_data_are_nagged_about_until_they_are_locked(keys, settings):
    assert found(checks_keeping.keys, settings) == ["keys.beside_data", "keys.no_sheet"]

    keys.lock_anew(keys.under_passphrase(Secret(b"four words that are odd")))
    keys.note_printed(keys.open())

    assert found(checks_keeping.keys, settings) == []


def test_keys_that_were_moved_elsewhere_are_fine(keys, settings, tmp_path):
    settings.DATA = tmp_path / "data"
    keys.note_printed(keys.open())

    assert found(checks_keeping.keys, settings) == []


def test_a_sheet_from_before_a_change_of_keys_is_noticed(keys, settings):
    keys.note_printed(keys.open())
    keys.change(lambda ring: ring.with_new_key(Purpose.SEEDS))

    assert "keys.no_sheet" in found(checks_keeping.keys, settings)


def test_a_damaged_key_file_is_wrong(keys, settings):
    keys.path.write_text("{")

    assert found(checks_keeping.keys, settings) == ["keys.file_broken"]


@pytest.mark.django_db
def test_keys_are_put_to_the_test_of_the_database(keys, settings):
    assert found(checks_keeping.keys_fit, settings) == ["keys.fit"]
    make_ready()
    assert found(checks_keeping.keys_fit, settings) == ["keys.fit"]

    keys.change(lambda _ring: Keyring.fresh())
    assert found(checks_keeping.keys_fit, settings) == ["keys.of_another"]

    keys.path.unlink()
    held.forget()
    assert found(checks_keeping.keys_fit, settings) == ["keys.missing"]


@pytest.mark.django_db
def test_keys_under_a_passphrase_are_not_said_to_fit(keys, settings):
    keys.lock_anew(keys.under_passphrase(Secret(b"four words that are odd")))

    assert found(checks_keeping.keys_fit, settings) == ["keys.closed"]


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "id_"), [(0, "backup.fresh"), (7, "backup.fresh"), (8, "backup.old")])
def test_the_age_of_the_last_backup_is_told(settings, days, id_):
    Backup.objects.create(made_at=NOW - timedelta(days=400), rows=1)
    Backup.objects.create(made_at=NOW - timedelta(days=days), rows=1)

    assert found(checks_keeping.backups, settings, now=NOW) == [id_]


@pytest.mark.django_db
def test_a_console_with_people_and_no_backup_is_told_so(settings):
    assert found(checks_keeping.backups, settings, now=NOW) == []

    get_user_model().objects.create_user("ai@example.jp")

    assert found(checks_keeping.backups, settings, now=NOW) == ["backup.old"]


@pytest.mark.django_db
def test_a_restore_without_an_end_is_wrong(settings):
    Restoring.objects.create(began_at=NOW, since=NOW)

    assert found(checks_keeping.backups, settings, now=NOW) == ["restore.unfinished"]


@pytest.mark.parametrize(("free", "id_"), [(0.5e9, "disk.full"), (5e9, "disk.free")])
def test_the_space_on_the_disk_is_told(settings, monkeypatch, free, id_):
    monkeypatch.setattr(checks_keeping.shutil, "disk_usage", lambda _place: type("Usage", (), {"free": free}))

    assert found(checks_keeping.disk, settings) == [id_]


@pytest.mark.django_db
def test_it_is_told_whether_a_worker_runs(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("kagimori.console.work.database.is_shared", lambda: False)
    settings.DATA = tmp_path
    assert found(checks_running.worker, settings) == ["worker.none"]

    with (tmp_path / "serve.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert found(checks_running.worker, settings) == ["worker.runs"]


@pytest.mark.django_db
def test_on_a_shared_database_the_beat_of_a_worker_tells(settings, monkeypatch):
    from django.utils import timezone

    from kagimori.console.work.models import Worker

    monkeypatch.setattr("kagimori.console.work.database.is_shared", lambda: True)
    beat = timezone.now()
    Worker.objects.create(name="worker-1", holder="a", machine="m", since=beat, beat=beat - timedelta(days=1))
    assert found(checks_running.worker, settings) == ["worker.none"]

    Worker.objects.update(beat=beat)
    assert found(checks_running.worker, settings) == ["worker.runs"]


@pytest.mark.django_db
def test_notices_that_could_not_be_delivered_are_told(settings):
    notice = Notice.objects.create(key="a", kind="test", at=NOW)
    Delivery.objects.create(notice=notice, service="mail", due_at=NOW, state="sent")
    assert found(checks_running.letters, settings) == []

    Delivery.objects.create(notice=notice, user="somebody", service="slack", due_at=NOW, state="failed")

    assert found(checks_running.letters, settings) == ["notices.dead"]


@pytest.mark.parametrize(("sent", "ids"), [(True, []), (False, ["mail.none"])])
def test_missing_mail_is_told(settings, sent, ids):
    settings.MAIL_SENT = sent

    assert found(checks_running.mail, settings) == ids


@pytest.mark.django_db
def test_a_changed_timeline_is_wrong(settings):
    with transaction.atomic():
        flows.append("test.rang", at=NOW, by=Actor.itself("cli"))
    assert found(checks_running.timeline, settings) == []

    Entry.objects.update(subject="somebody else")

    assert found(checks_running.timeline, settings) == ["timeline.broken"]
