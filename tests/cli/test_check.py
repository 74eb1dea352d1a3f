"""`kagimori check` names what is wrong and what to type, and changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kagimori.cli import checks
from kagimori.gateways.ntp import Server
from kagimori.standin.ntp import TimeServer

pytestmark = pytest.mark.slow


def check(folder, *arguments, **settings):
    """Run the command on a folder; return its exit code and its words."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith(("KAGIMORI", "DATABASE", "DJANGO"))
    }
    done = subprocess.run(
        [str(Path(sys.executable).with_name("kagimori")), "check", "--data", str(folder), *arguments],
        env=surroundings | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def found(check_, settings):
    return {finding.id for finding in check_(settings)}


@pytest.mark.parametrize(("lang", "words"), [("ja", "まだありません"), ("en", "does not exist yet")])
def test_on_an_empty_place_it_says_how_to_begin_and_makes_nothing(tmp_path, lang, words):
    code, said = check(tmp_path / "none", "--lang", lang)

    assert (code, words in said, "kagimori serve" in said) == (0, True, True)
    assert not (tmp_path / "none").exists()


def test_a_folder_that_others_can_read_is_wrong_and_the_cure_is_named(tmp_path):
    tmp_path.chmod(0o755)

    code, said = check(tmp_path, "--json")

    gravest = json.loads(said)[0]
    assert (code, gravest["id"], gravest["cure"]) == (1, "folder.open", f"chmod 700 {tmp_path}")


def test_a_stand_in_outside_a_drill_is_wrong(tmp_path):
    code, said = check(tmp_path, "--json", KAGIMORI_STANDIN="yes")

    assert code == 1
    assert "standin.allowed" in said


def test_a_setting_that_cannot_be_used_ends_it(tmp_path):
    code, said = check(tmp_path, "--lang", "en", KAGIMORI_OPEN_DOCTOR="perhaps")

    assert code == 2
    assert "KAGIMORI_OPEN_DOCTOR" in said
    assert "yes / no" in said


def test_a_key_that_others_can_read_is_wrong(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    (settings.DATA / "keys").mkdir(parents=True, mode=0o700)
    settings.DATA.chmod(0o700)
    (settings.DATA / "keys" / "signing").touch(mode=0o644)
    settings.KEYS = settings.DATA / "keys"

    assert found(checks.folder, settings) == {"folder.open"}


def test_a_private_folder_is_fine(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir(mode=0o700)
    settings.KEYS = settings.DATA / "keys"

    assert found(checks.folder, settings) == {"folder.private"}
    assert found(checks.keys, settings) == set()


def test_a_status_page_on_this_machine_is_wrong(settings):
    settings.STATUS_URL = "http://127.0.0.1:9/"

    assert found(checks.standin, settings) == {"standin.address"}


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        ({}, set()),
        ({"HOST": "0.0.0.0"}, {"address.missing"}),
        ({"PUBLIC_URL": "http://kagimori.example", "TRUSTED_PROXY": "127.0.0.1"}, {"address.plain"}),
        ({"PUBLIC_URL": "https://kagimori.example"}, {"address.proxy"}),
        ({"PUBLIC_URL": "https://kagimori.example", "TRUSTED_PROXY": "127.0.0.1"}, set()),
        ({"DEBUG": True}, {"debug.on"}),
    ],
)
def test_doors_to_elsewhere_are_named(settings, chosen, ids):
    settings.OPEN_DOCTOR = False
    for name, value in chosen.items():
        setattr(settings, name, value)

    assert found(checks.doors, settings) == ids


def test_a_doctor_that_is_open_to_others_is_named(settings):
    settings.OPEN_DOCTOR, settings.PUBLIC_URL = True, "https://kagimori.example"
    settings.TRUSTED_PROXY = "127.0.0.1"

    assert found(checks.doors, settings) == {"doctor.open"}


@pytest.mark.parametrize(
    ("ahead", "silent", "found_"), [(0, False, "clock.right"), (60, False, "clock.off"), (0, True, "clock.unknown")]
)
def test_the_clock_is_compared_with_a_time_server(settings, ahead, silent, found_):
    with TimeServer(ahead_s=ahead, silent=silent) as server:
        host, _, port = server.name.partition(":")

        assert [each.id for each in checks.clock(settings, [Server(host, int(port))])] == [found_]


@pytest.mark.django_db
def test_the_database_is_ready_and_has_no_owner(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "kagimori.sqlite3").touch()

    assert found(checks.database, settings) == {"database.ready", "owner.missing"}
