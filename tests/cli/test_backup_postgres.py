"""A backup crosses from SQLite to PostgreSQL and back, and what arrives is what was sent."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing

import psycopg
import pytest
from tests.cli.test_backup import fill
from tests.fakes.command import KAGIMORI, kagimori
from tests.fakes.consoles import served, surroundings

pytestmark = pytest.mark.postgres

QUESTION = "SELECT email, name, CAST(opaque AS text), is_owner FROM people_user"


def run(folder, *arguments, code=0, **settings):
    done = subprocess.run(
        [KAGIMORI, *arguments, "--data", str(folder), "--lang", "en"],
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done.stdout


def check(folder, **settings):
    """Return what `kagimori check` has found; its stamps must fit rows that went through two databases."""
    # The page of Meta's state that these tests name is none, which is found to be wrong.
    said = run(folder, "check", "--json", code=1, **settings)
    return {finding["id"] for finding in json.loads(said)}


def folder_with_keys(home, name):
    folder = home / name
    folder.mkdir(mode=0o700)
    shutil.copytree(home / "first" / "keys", folder / "keys")
    return folder


def in_sqlite(folder):
    with closing(sqlite3.connect(folder / "kagimori.sqlite3")) as connection:
        return [
            (mail, name, opaque.replace("-", ""), bool(owner))
            for mail, name, opaque, owner in connection.execute(QUESTION)
        ]


def in_postgres(address):
    with psycopg.connect(address) as connection:
        return [
            (mail, name, opaque.replace("-", ""), owner) for mail, name, opaque, owner in connection.execute(QUESTION)
        ]


@pytest.fixture
def home(tmp_path):
    """A console on SQLite with one person, and an identity."""
    with served(tmp_path / "first"):
        pass
    with closing(sqlite3.connect(tmp_path / "first" / "kagimori.sqlite3")) as connection:
        fill(connection)
    kagimori("keys", "identity", str(tmp_path / "id.txt"), home=tmp_path)
    return tmp_path


def test_from_sqlite_to_postgres_and_back(home, database):
    to = (home / "id.txt").read_text().splitlines()[1].removeprefix("# recipient: ")
    identity = ("--identity-file", str(home / "id.txt"))

    run(home / "first", "backup", str(home / "1.age"), "--to", to)
    second = folder_with_keys(home, "second")
    run(second, "restore", str(home / "1.age"), *identity, DATABASE_URL=database)
    run(second, "backup", str(home / "2.age"), "--to", to, DATABASE_URL=database)
    third = folder_with_keys(home, "third")
    run(third, "restore", str(home / "2.age"), *identity)

    assert in_sqlite(home / "first") == in_postgres(database) == in_sqlite(third) != []
    with served(second, DATABASE_URL=database), served(third):
        pass
    for said in (check(second, DATABASE_URL=database), check(third)):
        assert {"keys.fit", "database.ready"} <= said
        assert "timeline.broken" not in said
