"""`kagimori keys`: look, lock, copy and change, as a person at the server does it."""

import json
import os
import pty
import subprocess
from contextlib import suppress

import pytest
from tests.fakes.command import KAGIMORI, kagimori
from tests.fakes.consoles import surroundings

from kagimori.core.secret import Secret
from kagimori.core.vault import Keyring
from kagimori.gateways.keys import KeyFile
from kagimori.standin.transit import Transit

pytestmark = pytest.mark.slow

HELP = """
import sys
from kagimori.cli import main

sys.argv[1:] = ["keys", "--help"]
try:
    main()
except SystemExit:
    sys.exit(bool({"tink", "django"} & set(sys.modules)))
"""
WORDS = "four words that are odd"


@pytest.fixture
def home(tmp_path):
    """A data folder with keys and nothing else."""
    (tmp_path / "data").mkdir(mode=0o700)
    file = KeyFile(tmp_path / "data" / "keys")
    file.make(Keyring.fresh(), file.in_clear())
    return tmp_path


def keys_of(home, **more):
    return KeyFile(home / "data" / "keys", **more).open().numbers


@pytest.mark.parametrize(("lang", "words"), [("ja", "合言葉なし"), ("en", "without a passphrase")])
def test_status_says_how_the_keys_are_kept_and_that_no_sheet_was_printed(home, lang, words):
    said = kagimori("keys", "status", home=home, lang=lang).stdout

    assert words in said
    assert "kagimori keys sheet" in said


def test_a_sheet_brings_lost_keys_back(home):
    before, sheet = keys_of(home), home / "sheet.txt"

    assert kagimori("keys", "sheet", str(sheet), home=home).returncode == 0
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert json.loads(kagimori("keys", "status", "--json", home=home).stdout)["on_sheet"] is True
    (home / "data" / "keys" / "keyring.json").unlink()
    done = kagimori("keys", "restore", str(sheet), home=home)

    assert (done.returncode, keys_of(home)) == (0, before)


def test_lines_that_are_typed_come_in_by_standard_input(home):
    before = keys_of(home)
    printed = kagimori("keys", "sheet", "-", home=home).stdout
    (home / "data" / "keys" / "keyring.json").unlink()

    wrong = kagimori("keys", "restore", home=home, text=printed.replace("2  ", "3  ", 1))
    right = kagimori("keys", "restore", home=home, text=printed.lower())

    assert (wrong.returncode, right.returncode, keys_of(home)) == (2, 0, before)


def test_the_printed_code_brings_them_back_too(home):
    """The PDF's own drawing of the code, as a camera would see it."""
    from PIL import Image, ImageDraw

    from kagimori.core.vault import sheet as paper
    from kagimori.gateways import qr

    before = keys_of(home)
    code = qr.drawing(paper.qr_text(KeyFile(home / "data" / "keys").open()))
    picture = Image.new("L", (code.size * 6, code.size * 6), 255)
    for run in code.path.removesuffix("z").split("z"):
        place, wide = run.removeprefix("M").split("h")[0], int(run.split("h")[1].split("v")[0])
        x, y = map(int, place.split())
        ImageDraw.Draw(picture).rectangle((x * 6, y * 6, (x + wide) * 6 - 1, y * 6 + 5), fill=0)
    picture.save(home / "photo.png")
    (home / "data" / "keys" / "keyring.json").unlink()

    assert kagimori("keys", "restore", str(home / "photo.png"), home=home).returncode == 0
    assert keys_of(home) == before


def test_a_sheet_is_a_pdf_where_its_name_says_so(home):
    kagimori("keys", "sheet", str(home / "sheet.pdf"), home=home)

    assert (home / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_keys_that_are_there_are_not_written_over_by_a_sheet(home):
    printed = kagimori("keys", "sheet", "-", home=home).stdout
    before = (home / "data" / "keys" / "keyring.json").read_bytes()

    assert kagimori("keys", "restore", home=home, text=printed).returncode == 1
    assert (home / "data" / "keys" / "keyring.json").read_bytes() == before


def test_a_passphrase_is_needed_from_then_on(home, tmp_path):
    before = keys_of(home)
    assert kagimori("keys", "wrap", home=home, text=f"{WORDS}\n").returncode == 0
    (tmp_path / "pass").write_text(WORDS)

    refused = subprocess.run(
        [KAGIMORI, "keys", "sheet", "-", "--data", f"{home}/data"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=surroundings(),
        check=False,
    )
    opened = subprocess.run(
        [KAGIMORI, "keys", "sheet", "-", "--data", f"{home}/data"],
        capture_output=True,
        env=surroundings(KAGIMORI_KEY_PASSPHRASE_FILE=str(tmp_path / "pass")),
        check=False,
    )

    assert (refused.returncode, refused.stdout, opened.returncode) == (1, "", 0)
    assert keys_of(home, passphrase=lambda: Secret(WORDS.encode())) == before


def at_a_terminal(*command, typed):
    """Run the command where a person sits, type when asked, and return what is to be seen."""
    child, terminal = pty.fork()
    if child == 0:
        os.execve(KAGIMORI, [KAGIMORI, *command], surroundings())
    seen = b""
    while b"Passphrase" not in seen:
        seen += os.read(terminal, 1000)
    os.write(terminal, typed.encode())
    with suppress(OSError):  # the other end is closed
        while more := os.read(terminal, 1000):
            seen += more
    os.waitpid(child, 0)
    os.close(terminal)
    return seen.decode()


def test_it_is_asked_for_where_a_person_sits_and_not_shown(home):
    kagimori("keys", "wrap", home=home, text=f"{WORDS}\n")

    seen = at_a_terminal("keys", "sheet", "-", "--data", f"{home}/data", "--lang", "en", typed=f"{WORDS}\n")

    assert len([line for line in seen.splitlines() if line.strip()[:1].isdigit()]) == 15
    assert WORDS not in seen


def test_a_short_passphrase_is_refused(home):
    before = (home / "data" / "keys" / "keyring.json").read_bytes()

    assert kagimori("keys", "wrap", home=home, text="あいうえお\n").returncode == 2
    assert (home / "data" / "keys" / "keyring.json").read_bytes() == before


def test_unwrap_puts_the_master_key_into_the_file_again(home, tmp_path):
    before = keys_of(home)
    kagimori("keys", "wrap", home=home, text=f"{WORDS}\n")
    (tmp_path / "pass").write_text(WORDS)

    done = subprocess.run(
        [KAGIMORI, "keys", "unwrap", "--data", f"{home}/data"],
        env=surroundings(KAGIMORI_KEY_PASSPHRASE_FILE=f"{tmp_path}/pass"),
        capture_output=True,
        check=False,
    )

    assert (done.returncode, keys_of(home)) == (0, before)


def test_a_key_service_locks_the_keys_and_the_start_asks_it(home, tmp_path):
    (tmp_path / "token").write_text("token-of-the-stand-in\n")
    with Transit() as kms:
        env = surroundings(KAGIMORI_KMS_TOKEN_FILE=f"{tmp_path}/token")
        done = subprocess.run(
            [KAGIMORI, "keys", "kms", kms.uri("kagimori"), "--data", f"{home}/data"],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, done.stderr
        assert kms.asked == ["encrypt"]
    without = subprocess.run(
        [KAGIMORI, "keys", "sheet", "-", "--data", f"{home}/data"], env=env, capture_output=True, text=True, check=False
    )
    assert (without.returncode, "127.0.0.1" in without.stderr) == (1, True)


def test_rotate_changes_the_keys(home):
    before = keys_of(home)

    done = kagimori("keys", "rotate", "seeds", "--json", home=home)

    assert json.loads(done.stdout) == [{"purpose": "seeds", "resealed": 0, "forgotten": 1}]
    assert len(keys_of(home) - before) == 1


@pytest.mark.parametrize("purpose", ["handles", "marks"])
def test_keys_by_which_things_are_found_are_not_offered_for_a_change(home, purpose):
    assert kagimori("keys", "rotate", purpose, home=home).returncode == 2


def test_help_about_the_keys_loads_neither_django_nor_tink():
    python = KAGIMORI.replace("kagimori", "python")

    assert subprocess.run([python, "-c", HELP], capture_output=True, check=False).returncode == 0
