"""`kagimori backup` and `kagimori restore`: a whole console into a file and back, beside a running one."""

import fcntl
import json
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing

import httpx2
import pytest
from tests.fakes.command import KAGIMORI, kagimori
from tests.fakes.consoles import served, surroundings

pytestmark = pytest.mark.slow

NEW_CASE = "スマホを変えたらコードが合わない"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with a console that was started once, an identity, and a backup that was made while it ran."""
    home = tmp_path_factory.mktemp("home")
    with served(home / "data") as (address, _):
        recipient = kagimori("keys", "identity", str(home / "id.txt"), home=home).stdout.strip()
        httpx2.get(f"{address}/status/")
        with closing(sqlite3.connect(home / "data" / "kagimori.sqlite3")) as database:
            fill(database)
        done = kagimori("backup", str(home / "backup.age"), "--to", recipient, "--json", home=home)
    assert done.returncode == 0, done.stderr
    return home


def fill(database):
    database.execute(
        "INSERT INTO people_user (password, opaque, email, name, language, time_zone, is_owner, is_active, joined_at)"
        " VALUES ('!', '00000000000000000000000000000001', 'ai@example.jp', '愛 🗝', 'ja', '', 1, 1,"
        " '2026-11-25 01:02:03.456789')"
    )
    database.commit()


def restored(made, home, *arguments, file="backup.age"):
    return kagimori(
        "restore", str(made / file), "--identity-file", str(made / "id.txt"), *arguments, home=home, lang="en"
    )


@pytest.fixture
def home(made, tmp_path):
    """A new home with the old keys."""
    (tmp_path / "data").mkdir(mode=0o700)
    shutil.copytree(made / "data" / "keys", tmp_path / "data" / "keys")
    return tmp_path


def users_of(home):
    with closing(sqlite3.connect(home / "data" / "kagimori.sqlite3")) as database:
        return database.execute("SELECT email, name, joined_at FROM people_user").fetchall()


def test_it_comes_back_and_the_console_opens(made, home):
    done = restored(made, home, "--json")

    with served(home / "data") as (address, _):
        assert httpx2.get(f"{address}/alive").status_code == 200
    assert (done.returncode, json.loads(done.stdout)["rows"] > 1) == (0, True)
    assert users_of(home) == users_of(made) == [("ai@example.jp", "愛 🗝", "2026-11-25 01:02:03.456789")]


def test_the_file_is_closed_to_others_and_tells_nothing(made):
    content = (made / "backup.age").read_bytes()

    assert (made / "backup.age").stat().st_mode & 0o777 == 0o600
    assert content.startswith(b"age-encryption.org/v1\n")
    assert b"people" not in content


def test_without_the_keys_it_is_refused_and_nothing_is_made(made, tmp_path):
    done = restored(made, tmp_path)

    assert (done.returncode, "key file" in done.stderr) == (1, True)
    assert not (tmp_path / "data" / "kagimori.sqlite3").exists()


def test_a_second_time_it_is_refused(made, home):
    restored(made, home)
    before = users_of(home)

    again = restored(made, home)

    assert (again.returncode, "never mixed" in again.stderr, users_of(home)) == (1, True, before)


def test_where_a_console_runs_it_is_refused(made, home):
    with (home / "data" / "serve.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert restored(made, home).returncode == 1


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda whole: whole[:-40], "cut off"),
        (lambda _whole: b"hello", "no backup"),
    ],
)
def test_a_damaged_file_is_named_and_nothing_is_half_done(made, home, damage, words):
    (made / "damaged.age").write_bytes(damage((made / "backup.age").read_bytes()))

    done = restored(made, home, file="damaged.age")

    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert not (home / "data" / "kagimori.sqlite3").exists()


def test_a_file_that_is_no_backup_of_ours_is_named(made, home):
    import pyrage

    identity = pyrage.x25519.Identity.from_str((made / "id.txt").read_text().splitlines()[-1])
    (made / "foreign.age").write_bytes(pyrage.encrypt(b"somebody else's file", [identity.to_public()]))

    done = restored(made, home, file="foreign.age")

    assert (done.returncode, "no whole backup" in done.stderr) == (1, True)


def test_a_file_that_is_not_there_is_named(made, home):
    done = restored(made, home, file="nowhere.age")

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_a_database_that_does_not_answer_is_named(made, home):
    done = subprocess.run(
        [KAGIMORI, "restore", made / "backup.age", "--identity-file", made / "id.txt", "--lang", "en"],
        env=surroundings(KAGIMORI_DATA=str(home / "data"), DATABASE_URL="postgresql://nobody@127.0.0.1:9/none"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "Traceback" in done.stderr, "127.0.0.1" in done.stderr) == (1, False, True)


def test_another_identity_does_not_open_it(made, home):
    kagimori("keys", "identity", str(home / "other.txt"), home=home)

    done = kagimori(
        "restore", str(made / "backup.age"), "--identity-file", str(home / "other.txt"), home=home, lang="en"
    )

    assert (done.returncode, "other identities" in done.stderr) == (1, True)


def test_an_identity_is_not_taken_for_a_recipient_and_never_repeated(made):
    secret = (made / "id.txt").read_text().splitlines()[-1]

    done = kagimori("backup", str(made / "b.age"), "--to", secret, home=made)

    assert done.returncode == 2
    assert secret not in done.stderr
    assert not (made / "b.age").exists()


def test_a_backup_is_never_written_over(made):
    before = (made / "backup.age").read_bytes()

    done = kagimori("backup", str(made / "backup.age"), "--to", _recipient(made), home=made)

    assert (done.returncode, (made / "backup.age").read_bytes()) == (1, before)


def test_it_opens_with_any_age_tool(made, tmp_path):
    """The file is plain age around a plain tar: nobody needs Kagimori to look into it."""
    if shutil.which("age") is None:
        pytest.skip("no age on this machine")
    opened = subprocess.run(["age", "-d", "-i", made / "id.txt", made / "backup.age"], capture_output=True, check=True)
    listed = subprocess.run(["tar", "tz"], input=opened.stdout, capture_output=True, check=True).stdout.decode()

    assert listed.splitlines()[0] == "kagimori/manifest.json"


def _recipient(home):
    return (home / "id.txt").read_text().splitlines()[1].removeprefix("# recipient: ")


def test_a_restore_that_is_killed_leaves_nothing_and_can_be_begun_again(made, home):
    for moment in (1.0, 1.8):
        process = subprocess.Popen(
            [KAGIMORI, "restore", made / "backup.age", "--identity-file", made / "id.txt"],
            env=surroundings(KAGIMORI_DATA=str(home / "data")),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(moment)
        process.kill()
        process.wait()

    done = restored(made, home)

    assert done.returncode == 0 or "never mixed" in done.stderr  # killed after its end
    assert users_of(home) == users_of(made)
    assert not [path for path in (home / "data").iterdir() if path.name.startswith("tmp")]
