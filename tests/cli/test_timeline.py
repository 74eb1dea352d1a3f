"""The record is proven and written out by a command; whatever was done to it in the database is named."""

import csv
import io
import json
import sqlite3
from contextlib import closing

import pytest
from tests.fakes.command import answer, kagimori

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation with an owner and two teams."""
    folder = tmp_path_factory.mktemp("home")
    assert kagimori("demo", "--data", str(folder / "data"), home=folder).returncode == 0
    return folder


@pytest.fixture
def database(home):
    """The database's own file, put back as it was afterwards."""
    with closing(sqlite3.connect(home / "data" / "kagimori.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        yield database
        database.rollback()


def test_an_untouched_record_holds(home):
    found = answer("timeline", "verify", home=home)

    assert len(found) >= 3
    assert not [one for one in found if one["fault"]]
    assert sum(one["entries"] for one in found[:-1]) == found[-1]["entries"]


def test_an_entry_changed_by_hand_is_named_and_the_command_ends_with_one(home, database):
    [(number, kind)] = database.execute("SELECT number, kind FROM timeline_entry WHERE team != '' LIMIT 1 OFFSET 3")
    database.execute("UPDATE timeline_entry SET kind = 'people.joined', why = 'x' WHERE number = ?", (number,))
    database.commit()

    proven = kagimori("timeline", "verify", home=home, lang="en")
    database.execute("UPDATE timeline_entry SET kind = ?, why = '' WHERE number = ?", (kind, number))
    database.commit()

    assert proven.returncode == 1
    assert f"#{number}: it was changed" in proven.stdout


def test_a_kept_mark_that_does_not_fit_ends_with_one(home):
    assert kagimori("timeline", "verify", "--head", "1:0000-0000", home=home).returncode == 1
    assert kagimori("timeline", "verify", "--head", "nonsense", home=home).returncode == 2


def test_the_record_is_written_out_as_lines_and_as_a_table(home):
    lines = kagimori("timeline", "export", home=home).stdout.splitlines()
    table = list(csv.DictReader(io.StringIO(kagimori("timeline", "export", "--format", "csv", home=home).stdout)))

    assert [json.loads(line)["number"] for line in lines] == list(range(1, len(lines) + 1))
    # The first export is an entry that the second one holds.
    assert [row["kind"] for row in table[len(lines) :]] == ["timeline.exported"]
