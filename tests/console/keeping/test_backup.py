"""A backup holds one moment, everything that lasts and nothing that is secret; what comes back is the same."""

import io
import threading

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from tests.console.keeping.conftest import ME, NOW, backed_up, emptied, everything, opened
from tests.fakes.people import join, make_team, make_user

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.doctor.models import Case, CaseLink
from kagimori.console.doors.keyring import keyring
from kagimori.console.keeping import archive, backup, restore, rooms, schema, tables
from kagimori.console.keeping.archive import BackupBroken, packed, unpacked
from kagimori.console.keeping.keys import KeysOfAnother, make_ready
from kagimori.console.keeping.manifest import END, FRONT, BackupTooNew, Manifest, Tally, counted
from kagimori.console.keeping.models import Backup, Restoring
from kagimori.console.keeping.restore import NotEmpty
from kagimori.console.keeping.rows import to_lines
from kagimori.console.keeping.snapshot import one_moment
from kagimori.console.people.models import Membership, Team, User
from kagimori.console.timeline import flows as timeline
from kagimori.console.timeline.models import Entry
from kagimori.console.timeline.proof import prove_all
from kagimori.core.vault import Keyring
from kagimori.gateways import age

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def filled(keys):
    """A console with people, an account, a case and a timeline."""
    make_ready()
    ai = make_user("Ai", is_owner=True)
    team = make_team(ai, "港コーヒー 髙𠮷 🗝")
    join(team, make_user("Ben"), "admin")
    case = Case.objects.create(created_at=NOW, expires_at=NOW, lang="ja", os="ios")
    CaseLink.objects.create(case=case, hashed="x" * 64, made_at=NOW, ends_at=NOW)
    with transaction.atomic():
        timeline.append("test.rang", at=NOW, by=ME, team=str(team.id), subject="bell", count=3)
    return team


def test_what_comes_back_is_what_was_there(filled):
    before, file = everything(), backed_up()
    emptied()

    done = restore.restore(opened(file), keyring(), by=ME, now=NOW)

    assert everything() == before
    assert done.since == NOW
    assert done.rows == sum(map(len, before.values())) + 3  # with the timeline's entry, head and chain
    assert Restoring.objects.get().ended_at == NOW
    assert [entry.kind for entry in Entry.objects.order_by("number")] == ["test.rang", "vault.backup_restored"]
    assert [proof.fault for proof in prove_all()] == [None, None]


def test_new_rows_are_numbered_after_those_that_came_back(filled):
    file = backed_up()
    emptied()
    restore.restore(opened(file), keyring(), by=ME, now=NOW)

    chika = make_user("Chika")

    assert User.objects.filter(pk__gte=chika.pk).count() == 1
    assert User.objects.count() == 3


def test_no_link_no_session_and_no_key_is_in_it(filled, keys):
    content = opened(backed_up()).read()
    members = dict(unpacked(io.BytesIO(content)))

    assert "rows/doctor.case/00000000.jsonl" in members
    assert not [name for name in members if "link" in name or "session" in name or "invitation" in name]
    written = b"".join(members.values())
    for purpose_key in keyring().keyset("seeds").written().reveal().split(b'"value": "')[1:]:
        assert purpose_key.split(b'"')[0] not in written


def test_links_are_void_after_a_restore(filled):
    file = backed_up()
    emptied()
    CaseLink.objects.all().delete()

    restore.restore(opened(file), keyring(), by=ME, now=NOW)

    assert Case.objects.exists()
    assert not CaseLink.objects.exists()


def test_it_is_refused_where_something_is_and_changes_nothing(filled):
    file, before = backed_up(), everything()

    with pytest.raises(NotEmpty):
        restore.restore(opened(file), keyring(), by=ME, now=NOW)

    assert everything() == before
    assert not Restoring.objects.exists()


def test_without_the_matching_keys_it_is_refused(filled):
    file = backed_up()
    emptied()

    with pytest.raises(KeysOfAnother):
        restore.restore(opened(file), Keyring.fresh(), by=ME, now=NOW)
    assert not User.objects.exists()


def test_a_newer_backup_is_refused_with_its_version(filled):
    members = dict(unpacked(opened(backed_up())))
    newer = [members | {FRONT: members[FRONT].replace(b'"format": 1', b'"format": 2')}]
    newer += [members | {FRONT: members[FRONT].replace(b'"0001_users"', b'"0001_users", "9999_later"')}]
    emptied()

    for changed in newer:
        with pytest.raises(BackupTooNew) as error:
            restore.restore(io.BytesIO(b"".join(packed(changed.items()))), keyring(), by=ME, now=NOW)
        assert error.value.fields == {"version": backup.__version__}


def other_rows(members):
    name = "rows/people.user/00000000.jsonl"
    return members | {name: members[name].replace(b"Ben", b"Eve")}


def other_front(members):
    return members | {FRONT: members[FRONT].replace(b"2026-11-25", b"2026-11-24")}


@pytest.mark.parametrize(
    "change",
    [
        other_rows,
        other_front,
        lambda members: {name: members[name] for name in members if "people.user" not in name},
        lambda members: {name: members[name] for name in members if name != END},
        lambda members: {name: members[name] for name in members if name != FRONT},
        lambda members: members | {"rows/people.team/00000001.jsonl": b""},
        lambda _members: {FRONT: b"{}"},
        lambda _members: {FRONT: b"[]"},
        lambda _members: {},
    ],
)
def test_a_backup_that_was_put_together_from_parts_is_refused_and_nothing_is_half_done(filled, change):
    members = change(dict(unpacked(opened(backed_up()))))
    emptied()

    with pytest.raises(BackupBroken):
        restore.restore(io.BytesIO(b"".join(packed(members.items()))), keyring(), by=ME, now=NOW)
    assert not User.objects.exists()
    assert not Restoring.objects.exists()


@pytest.mark.parametrize("cut", [1, 17, 40_000])
def test_a_file_that_was_cut_off_or_changed_does_not_open(filled, cut):
    whole = backed_up().read()
    cut %= len(whole)
    changed = bytearray(whole)
    changed[-cut] ^= 1

    for content in (whole[:-cut], bytes(changed), b"not a backup", b""):
        with pytest.raises(age.FileBroken):
            opened(io.BytesIO(content))


def test_it_opens_for_its_recipients_only(filled):
    other, _ = age.new_identity()

    with pytest.raises(age.NotForThis):
        age.decrypt(backed_up(), io.BytesIO(), age.identities(other.encode(), "other"))


def test_a_failing_room_leaves_nothing_half_done(filled, monkeypatch):
    file = backed_up()
    emptied()

    def fail(_since, _now):
        raise RuntimeError

    monkeypatch.setattr(rooms, "restored_hooks", lambda: (fail,))
    with pytest.raises(RuntimeError):
        restore.restore(opened(file), keyring(), by=ME, now=NOW)

    assert not User.objects.exists()
    assert not Restoring.objects.exists()


def test_rooms_are_told_from_when_the_backup_is(filled, monkeypatch):
    file, told = backed_up(), []
    emptied()
    monkeypatch.setattr(rooms, "restored_hooks", lambda: (lambda since, now: told.append((since, now)),))

    restore.restore(opened(file), keyring(), by=ME, now=NOW.replace(hour=12))

    assert told == [(NOW, NOW.replace(hour=12))]


def test_a_restore_that_was_cut_off_is_begun_again(filled):
    file, before = backed_up(), everything()
    Restoring.objects.create(began_at=NOW, since=NOW)  # as a killed one would leave it, with some rows

    restore.restore(opened(file), keyring(), by=ME, now=NOW)

    assert everything() == before


def test_a_backup_is_of_one_moment_while_others_write(filled):
    """Each writer adds a team and its member in one transaction; a backup must never hold one without the other."""
    ai, stop = User.objects.get(name="Ai"), threading.Event()

    def write(name):
        number = 0
        while not stop.is_set():
            with transaction.atomic():
                number += 1
                team = Team.objects.create(name=f"{name} {number}", made_at=NOW)
                Membership.objects.create(team=team, user=ai, role="owner", access="full", since=NOW)
        connection.close()

    writers = [threading.Thread(target=write, args=(name,)) for name in ("one", "two")]
    for writer in writers:
        writer.start()
    try:
        counts = [_teams_and_members() for _ in range(6)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()

    assert all(teams + 1 == members for teams, members in counts)
    assert counts[-1][0] >= counts[0][0] >= 1


def _teams_and_members():
    rows = {"people.team": 0, "people.membership": 0}
    for name, content in unpacked(opened(backed_up())):
        for label in rows:
            rows[label] += content.count(b"\n") if name.startswith(f"rows/{label}/") else 0
    return rows["people.team"], rows["people.membership"]


def test_nobody_waits_for_a_backup_and_it_sees_nothing_later(filled):
    def write():
        make_user("Chika")
        connection.close()

    with one_moment():
        before = User.objects.count()
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(timeout=5)
        assert not writer.is_alive()
        assert User.objects.count() == before
    assert User.objects.count() == before + 1


def test_large_tables_come_back_in_chunks(filled, monkeypatch):
    monkeypatch.setattr(tables, "AT_ONCE", 3)
    monkeypatch.setattr(rooms, "restored_hooks", lambda: ())
    InstagramAccount.objects.bulk_create(
        InstagramAccount(team=filled, handle=f"shop{number}", added_at=NOW) for number in range(10)
    )
    before, file = everything(), backed_up()
    emptied()

    restore.restore(opened(file), keyring(), by=ME, now=NOW)

    assert everything() == before
    assert InstagramAccount.objects.count() == 10


def backup_of_the_first_version():
    """Return a backup that was made when there were users but no teams, with one user."""
    executor = MigrationExecutor(connection)
    executor.migrate([("people", "0001_users")])
    old = MigrationExecutor(connection).loader.project_state([("people", "0001_users")]).apps
    old.get_model("people", "User").objects.create(email="ai@example.jp", name="Ai", is_owner=True)
    table, tally = tables.of("people.user", old), Tally()
    front = Manifest("0.0.1", NOW, backup.applied(), {}, {table.label: table.columns}).to_bytes()
    rows = b"".join(to_lines(chunk) for chunk in tables.chunks(table))
    members = list(counted([(FRONT, front), ("rows/people.user/00000000.jsonl", rows)], tally))
    return io.BytesIO(b"".join(packed([*members, (END, tally.end(keyring()))])))


def test_the_engine_begins_anew(filled, settings, tmp_path):
    """What it did before the restore must not keep it from doing the same for the rows that came back."""
    settings.DATA = tmp_path
    (tmp_path / "work.sqlite3").touch()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE SCHEMA dbos")
    file = backed_up()
    emptied()

    restore.restore(opened(file), keyring(), by=ME, now=NOW)

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM information_schema.schemata WHERE schema_name = 'dbos'")
            assert cursor.fetchone() == (0,)
        else:
            assert not (tmp_path / "work.sqlite3").exists()


def test_accounts_are_held_since_nobody_knows_what_was_tried(filled):
    InstagramAccount.objects.create(team=filled, handle="shop", added_at=NOW)
    file = backed_up()
    emptied()

    restore.restore(opened(file), keyring(), by=ME, now=NOW.replace(hour=12))

    held = InstagramAccount.objects.get().held.get()
    assert (held.kind, held.since, held.ends_at) == ("unknown", NOW, NOW.replace(day=26, hour=12))


def test_rows_of_an_older_version_grow_up_to_this_one(keys):
    try:
        file = backup_of_the_first_version()
    finally:
        schema.bring_up()
    emptied()

    done = restore.restore(file, keyring(), by=ME, now=NOW)

    assert done.rows == 1
    assert User.objects.get().name == "Ai"
    assert schema.is_present(Manifest("", NOW, backup.applied(), {}, {}))
    assert Restoring.objects.get().ended_at == NOW


def test_rows_of_an_older_version_are_gone_again_where_a_room_fails(keys, monkeypatch):
    def fail(_since, _now):
        raise RuntimeError

    try:
        file = backup_of_the_first_version()
    finally:
        schema.bring_up()
    emptied()
    monkeypatch.setattr(rooms, "restored_hooks", lambda: (fail,))
    with pytest.raises(RuntimeError):
        restore.restore(file, keyring(), by=ME, now=NOW)

    assert not User.objects.exists()
    assert not Restoring.objects.exists()
    assert schema.is_present(Manifest("", NOW, backup.applied(), {}, {}))


def test_a_made_backup_is_noted(filled):
    backup.note(12, by=ME, now=NOW)

    assert Backup.objects.get().rows == 12
    assert Entry.objects.filter(kind="vault.backup_made").exists()


@pytest.mark.parametrize("ending", ["Link", "Invitation", "Session", "Token", "EmailConfirmation"])
def test_whatever_carries_a_right_is_left_out(ending):
    named = {label for label, model in tables.every(apps).items() if model.__name__.endswith(ending)}

    assert named - rooms.left_out() == set()


def test_nothing_that_is_kept_needs_what_is_left_out():
    for table in tables.kept():
        needed = {field.attname for field in table.fields if not field.null}

        assert not needed & table.cut, table.label


def test_names_that_rooms_give_are_models():
    assert rooms.left_out() | rooms.by_itself() <= set(tables.every(apps))


def test_a_member_that_we_would_never_write_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 3)

    with pytest.raises(BackupBroken):
        list(unpacked(io.BytesIO(b"".join(packed([("large", b"1234")])))))
