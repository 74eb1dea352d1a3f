"""`kagimori vault`: what is left, the encrypted file written, opened without a console and read back."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone
from tests.fakes.accounts import actor_of, add_account
from tests.fakes.codes import NOON, keep_codes
from tests.fakes.command import kagimori
from tests.fakes.people import make_team, make_user
from tests.fakes.planted import forms_of_code, found
from tests.fakes.vaults import CODES, KEY, lay_key

from kagimori.console.vault.paper import flows
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at
from kagimori.core.secret import Secret
from kagimori.core.vault import export as form
from kagimori.gateways import age

PASSPHRASE = "harbour violin cactus seventeen"
URI = f"otpauth://totp/Instagram:minato_coffee?secret={KEY}&issuer=Instagram"


@pytest.fixture
def home(tmp_path):
    """A home where nothing but the file is: no data folder, no database."""
    codes = tuple(form.Code(place, Secret(code.encode())) for place, code in enumerate(CODES, 1))
    account = form.Account("minato_coffee", "港", form.Sheet(2, 10, NOON, None, codes), Secret(URI.encode()))
    other = form.Account("minato_tea", "", form.Sheet(1, 5, NOON, None, (form.Code(5, Secret(b"11223344")),)))
    document = form.write(form.Export("港コーヒー", NOON, (account, other)))
    (tmp_path / "vault.age").write_bytes(age.lock(document, Secret(PASSPHRASE.encode())))
    (tmp_path / "pass").write_text(PASSPHRASE + "\n")
    return tmp_path


def opened(home, *arguments, file="vault.age", text="", **wishes):
    given = () if text else ("--password-file", str(home / "pass"))
    return kagimori("vault", "open", str(home / file), *given, *arguments, home=home, text=text, **wishes)


def test_it_opens_where_there_is_no_console_and_no_database(home):
    done = opened(home, lang="en")

    assert done.returncode == 0
    assert not (home / "data").exists()
    for place, code in enumerate(CODES, 1):
        assert f"{place:>2}  {code[:4]} {code[4:]}" in done.stdout
    assert "in the clear" in done.stderr
    shown = re.search(r"Authenticator code (\d{6})", done.stdout)[1]
    now = int(timezone.now().timestamp())
    assert shown in {code_at(make_seed(KEY), now + 30 * step).text for step in (-1, 0, 1)}
    assert KEY not in done.stdout


def test_it_reads_the_passphrase_from_standard_input_too_and_speaks_japanese(home):
    done = opened(home, text=PASSPHRASE + "\n")

    assert done.returncode == 0
    assert "第2版、10個のうち8個" in done.stdout


def test_one_account_alone_and_the_document_as_it_is(home):
    told = json.loads(opened(home, "--account", "@Minato_Tea", "--json").stdout)

    assert [one["handle"] for one in told["accounts"]] == ["minato_tea"]
    assert told["accounts"][0]["sheet"]["codes"] == [{"place": 5, "code": "11223344"}]
    assert opened(home, "--account", "nobody", lang="en").returncode == 2


def test_it_imports_neither_django_nor_dbos(home):
    code = (
        "import sys; from kagimori.cli.vault_open import open_file\n"
        "try: open_file(sys.argv[1:], standalone_mode=False)\n"
        "finally: print(sorted({'django', 'dbos', 'sqlite3'} & set(sys.modules)), file=sys.stderr)"
    )
    arguments = [str(home / "vault.age"), "--password-file", str(home / "pass")]
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)

    assert done.stderr.strip().endswith("[]")


@pytest.mark.parametrize(
    ("content", "exit_code", "code"),
    [
        (b"", 1, "age.broken"),
        (b"not an age file", 1, "age.broken"),
        (age.lock(Secret(b"{}"), Secret(PASSPHRASE.encode())), 2, "vault.export_foreign"),
        (
            age.lock(Secret(b'{"format": "kagimori-vault", "version": 9}'), Secret(PASSPHRASE.encode())),
            1,
            "vault.export_newer",
        ),
        (age.lock(Secret(b"{}"), Secret(b"somebody else's words")), 1, "age.passphrase_wrong"),
    ],
)
def test_what_does_not_open_is_refused_in_words_and_as_json(home, content, exit_code, code):
    (home / "bad.age").write_bytes(content)

    done = opened(home, "--json", file="bad.age", lang="en")

    assert done.returncode == exit_code
    assert json.loads(done.stdout)["error"]["code"] == code
    assert "Traceback" not in done.stderr


def test_a_gigabyte_is_refused_without_being_read(home):
    with (home / "large.age").open("wb") as file:
        file.write(age.MAGIC)
        file.truncate(1024**3)

    done = opened(home, "--json", file="large.age")

    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "vault.export_too_large")


def test_a_file_that_is_not_there_and_an_empty_passphrase_are_told(home):
    (home / "empty").write_text("\n")

    assert opened(home, file="none.age", lang="en").returncode == 1
    done = kagimori("vault", "open", str(home / "vault.age"), "--password-file", str(home / "empty"), home=home)
    assert done.returncode == 2


CONSOLE = """
import sys
sys.path.insert(0, {root!r})
import django
from django.conf import settings
from kagimori.project.labels import compile_labels
compile_labels(settings.DATA)
django.setup()
from tests.cli.test_vault import fill
fill()
"""


def fill():
    """Two teams with an account of the same handle; the first has codes and a key."""
    ai = make_user("Ai", is_owner=True)
    account = add_account(make_team(ai, "Minato"), "minato_coffee")
    keep_codes(account, ai, now=timezone.now())
    lay_key(account)
    add_account(make_team(ai, "Spare"), "minato_coffee")
    flows.print_codes(account, "sheet", why="", place="safe", words="3F", by=actor_of(ai), now=timezone.now())


@pytest.fixture(scope="module")
def console(tmp_path_factory):
    """A home with a console's data."""
    home = tmp_path_factory.mktemp("console")
    (home / "pass").write_text(PASSPHRASE + "\n")
    assert kagimori("team", "list", home=home).returncode == 0
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE"))}
    settings = {"DJANGO_SETTINGS_MODULE": "kagimori.project.settings", "KAGIMORI_DATA": str(home / "data")}
    root = str(Path(__file__).parents[2])
    subprocess.run([sys.executable, "-c", CONSOLE.format(root=root)], check=True, env=kept | settings)
    return home


def vault(console, *arguments, text="", lang="en"):
    return kagimori("vault", *arguments, home=console, lang=lang, text=text)


@pytest.mark.slow
def test_status_says_what_needs_somebody_and_ends_with_one(console):
    done = vault(console, "status", "--team", "Minato", "--json")

    (one,) = json.loads(done.stdout)["accounts"]
    assert done.returncode == 1
    assert (one["handle"], one["codes_left"], one["paper"], one["needs"]) == ("minato_coffee", 8, 1, ["digital"])
    assert "コードを保管していない" in vault(console, "status", lang="ja").stdout


@pytest.mark.slow
def test_papers_lists_prints_and_notices_a_misread_number(console):
    (one,) = json.loads(vault(console, "papers", "--json").stdout)["papers"]

    assert (one["kind"], one["state"], one["where"]) == ("sheet", "printed", "3F")
    assert vault(console, "papers", "--number", one["number"].lower()).returncode == 0
    wrong = one["number"][:-1] + str((int(one["number"][-1]) + 1) % 10)
    assert vault(console, "papers", "--number", wrong).returncode == 2
    assert vault(console, "papers", "--number", "0000-0000-98").returncode == 1


@pytest.mark.slow
def test_a_file_goes_out_is_closed_to_others_and_comes_back_elsewhere(console):
    file = str(console / "out.age")
    wish = ("--team", "Minato", "--with-keys", "--why", "bank", "--password-file", str(console / "pass"))
    assert vault(console, "export", file, *wish).returncode == 0
    assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600
    forms = set().union(*map(forms_of_code, CODES))
    folder = {str(path): path.read_bytes() for path in console.rglob("*") if path.is_file()}
    assert found(forms, folder) == []
    assert vault(console, "export", file, *wish).returncode == 1

    restore = ("restore", file, "--team", "Spare", "--password-file", str(console / "pass"), "--json")
    looked = json.loads(vault(console, *restore).stdout)
    assert (looked["done"], looked["accounts"][0]["sheet"], looked["accounts"][0]["left"]) == (False, "kept", 8)
    assert json.loads(vault(console, "status", "--team", "Spare", "--json").stdout)["accounts"][0]["codes_left"] is None

    assert vault(console, *restore, "--yes").returncode == 0
    assert json.loads(vault(console, "status", "--team", "Spare", "--json").stdout)["accounts"][0]["codes_left"] == 8
    assert vault(console, *restore, "--yes").returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("weak", ["tiny", "aaaaaaaaaaaaaaaaaaaa", "Minato minato 2026", "1234567890123456"])
def test_a_weak_passphrase_writes_no_file(console, weak):
    done = vault(console, "export", str(console / "weak.age"), "--team", "Minato", text=weak + "\n")

    assert done.returncode == 2
    assert weak not in done.stdout + done.stderr
    assert not (console / "weak.age").exists()
