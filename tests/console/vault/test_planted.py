"""Secrets are planted as people do it and taken out again; afterwards none is found anywhere but sealed.

Looked through: every table, the database's own files or dump, the engine's, logs at their finest, every other page and
operation, notices, exports, reports of errors, backups opened with their identity, and files left on the disk.
"""

import base64
import logging
import pickle
import shutil
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.views.debug import ExceptionReporter
from tests.console.addresses import operations, pages
from tests.console.isolation_table import TEAM
from tests.console.keeping.conftest import backed_up, opened
from tests.fakes.accounts import add_account
from tests.fakes.planted import forms_of_code, forms_of_key, forms_of_text, found
from tests.fakes.programs import program_of
from tests.fakes.rows import rows_of
from tests.fakes.vaults import CODES, KEY, full_disk

from kagimori.console.accounts.models import InstagramAccount
from kagimori.console.notices import wording
from kagimori.console.notices.models import Notice
from kagimori.console.timeline.hearing import tell_all
from kagimori.console.vault.files.flows.writing import SEALED
from kagimori.console.vault.models import CodeShown
from kagimori.console.work import engine
from kagimori.core.otp.files import uris
from kagimori.core.otp.seed import make_seed
from kagimori.core.otp.totp import code_at

JSON = "application/json"
PASTED = "\n".join(f"・{code[:4]} {code[4:]}" for code in CODES)
PASSPHRASE, WRONG_PASSPHRASE = "kaze sora umi 4471", "kaze sora umi 4472"
# Pasted as well, and never kept.
UNKEPT, OTHER_KEY = ("83650172", "29471856"), "ONSWG4TFOQQGC3TEEBZWKY3SMV2CAYLO"
# These show a secret to whoever asked for it a moment ago.
SHOWING = {"vault:code", "vault:authenticator_show"}
SECRETS = set().union(
    *map(forms_of_key, (KEY, OTHER_KEY)),
    *map(forms_of_code, CODES + UNKEPT),
    *map(forms_of_text, (PASSPHRASE, WRONG_PASSPHRASE)),
)
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Kept(logging.Handler):
    """Keeps whatever any logger says."""

    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture
def logs(caplog):
    """Every line of every logger, with the traces of errors and the statements of the database."""
    for name in (None, *logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, name)
    kept = Kept()
    logging.root.addHandler(kept)
    connection.force_debug_cursor = True
    yield kept
    connection.force_debug_cursor = False
    logging.root.removeHandler(kept)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """Where temporary files go."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def watching(running, logs, temporary):
    """The engine runs, and whatever could hold a secret is kept."""
    yield
    # What still runs asks the database, which is emptied next.
    engine.stop(patience=20)


@pytest.fixture
def done(watching, team, ai, as_ai, monkeypatch):
    """Everything that people do with what was planted."""
    as_ai.raise_request_exception = False
    day = Day(team, ai, as_ai)
    day.codes()
    day.authenticator()
    day.files()
    day.failures(monkeypatch)
    tell_all()
    return day


class Day:
    """A day with codes and keys, on pages and through the API."""

    def __init__(self, team, owner, browser):
        self.team, self.owner, self.browser = team, owner, browser
        self.account, self.program = add_account(team, "minato_coffee"), program_of(owner, team)
        self.program.raise_request_exception = False
        self.failed = []

    def post(self, name, data, **ids):
        at = reverse(f"vault:{name}", kwargs={"team": self.team.key, "account": self.account.pk} | ids)
        return self.browser.post(at, data)

    def page(self, name, data, **ids):
        answer = self.post(name, data, **ids)
        assert answer.status_code < 400, (name, answer.status_code)
        return answer

    def ask(self, path, body=None):
        at = f"/api/v1/teams/{self.team.key}/accounts/{self.account.pk}/{path}"
        return self.program.post(at, body or {}, JSON)

    def codes(self):
        """Keep a sheet on the page, take all but two of its codes there and by program, say what became of them."""
        checked = self.page("sheet_new", {"text": PASTED}).headers["Location"]
        assert self.browser.get(checked).status_code == 200
        assert self.browser.post(checked, {}).status_code == 302
        for number, code in enumerate(CODES[:-2]):
            if number % 2:
                taken = self.page("code_use", {"purpose": "login"}).headers["Location"]
                assert code[:4] in self.browser.get(taken).content.decode()
                self.page("code_worked", {}, code=taken.strip("/").rpartition("/")[2])
            else:
                taken = self.ask("codes/take", {"purpose": "login", "why": "new phone"}).json()
                assert taken["code"] == code
                assert self.ask(f"codes/{taken['id']}/spoiled").status_code == 200

    def authenticator(self):
        """Set an authenticator up from a typed key, look at QR code and code, and at codes once it lives."""
        self.page("authenticator_new", {"key": KEY})
        self.page("app_new", {"app": "google", "device": "Ai's phone", "person": ""})
        shown = self.page("authenticator_qr", {}).content.decode()
        assert KEY[:4] + " " + KEY[4:8] in shown
        self.page("authenticator_code", {})
        (app,) = self.account.apps_of.all()
        self.page("authenticator_codes", {f"code-{app.pk}": code_at(make_seed(KEY), int(time.time())).text})
        self.page("authenticator_finish", {})

    def files(self):
        """See the key itself, take it out in a sealed file and a readable one, bring the sealed one in again."""
        assert self.page("authenticator_reveal", {"why": "a tablet"}).status_code == 200
        wish = {"accounts": [str(self.account.pk)], "why": "another app", "understood": "on"}
        out, bring = (reverse(f"vault:{name}", kwargs={"team": self.team.key}) for name in ("files_out", "files"))
        sealed = whole(self.browser.post(out, wish | {"form": SEALED, "password": PASSPHRASE}), headers=False)
        assert KEY.encode() in whole(self.browser.post(out, wish | {"form": uris.ID}))
        for password in (WRONG_PASSPHRASE, PASSPHRASE):
            file = SimpleUploadedFile("aegis.json", sealed)
            answer = self.browser.post(bring, {"sent": [file], "password": password})
            if password == WRONG_PASSPHRASE:
                self.failed.append(answer)
        assert answer.status_code == 302
        assert self.browser.get(answer.headers["Location"]).status_code == 200

    def failures(self, monkeypatch):
        """Let the disk be full in the middle of every deed, and send what cannot be taken."""
        unkept = " ".join(UNKEPT)
        CodeShown.objects.all().delete()  # whoever has seen this moment's code is shown it again without a new entry
        with full_disk():
            self.failed += [
                self.ask("codes/take", {"purpose": "login"}),
                self.ask("authenticator/code", {"purpose": "login"}),
                self.ask("sheet", {"text": unkept}),
                self.ask("authenticator", {"key": OTHER_KEY}),
                self.post("code_use", {"purpose": "login"}),
                self.post("authenticator_new", {"key": OTHER_KEY}),
            ]
        # The code is open by now, and on its way.
        with monkeypatch.context() as broken:
            broken.setattr("kagimori.console.vault.api.codes.let_out", _fails)
            self.failed.append(self.ask("codes/take", {"purpose": "login"}))
        assert [answer.status_code for answer in self.failed] == [422] + [500] * 7
        self.failed += [
            self.post("sheet_new", {"text": UNKEPT[0][:-1]}),
            self.post("authenticator_new", {"key": f"{OTHER_KEY}1"}),
            self.ask("sheet", {"text": f"{unkept} 2947185"}),
            self.ask("sheet", {"text": PASTED}),
            self.ask("sheet", {"text": unkept, "why": UNKEPT[0]}),
            self.ask("authenticator", {"key": f"otpauth://totp/x?secret={OTHER_KEY}&period=0"}),
            self.ask("authenticator", {"key": KEY}),
        ]
        assert [answer.status_code for answer in self.failed[8:]] == [422, 422, 422, 409, 422, 422, 409]
        assert self.ask("authenticator/code", {"purpose": "login"}).status_code == 200


def _fails(*_args, **_kwargs):
    raise OSError("no room on the disk")


def tables():
    """Every row of every table, by the table's name and the row's number."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            for number, row in enumerate(cursor.fetchall()):
                yield f"{name} {number}", b"\n".join(as_bytes(value) for value in row)


def as_bytes(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode("utf-8", "surrogatepass")


def database_files():
    """The database as it lies on the disk, with what it writes ahead; PostgreSQL's as its own command dumps it."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        return files(Path(place["NAME"]).parent, f"{Path(place['NAME']).name}*")
    address = f"postgresql://{place['USER']}@{place['HOST']}:{place['PORT'] or 5432}/{place['NAME']}"
    dump = subprocess.run(["pg_dump", address], capture_output=True, check=True).stdout
    assert b"dbos" in dump
    return {"dump": dump}


def files(folder, pattern="*"):
    return {str(path): path.read_bytes() for path in folder.rglob(pattern) if path.is_file()}


def unpacked():
    """What sessions and the cache say, out of the coding in which tables keep them."""
    sessions = {f"session {row.pk}": repr(row.get_decoded()) for row in Session.objects.all()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM look_cache")
        return sessions | {f"cache {key}": repr(pickle.loads(base64.b64decode(value))) for key, value in cursor}


def test_neither_tables_nor_sessions_nor_any_file_holds_one(done, tmp_path):
    rows, kept = dict(tables()), unpacked()
    lying = database_files() | files(tmp_path)  # with the engine's own, and those left where temporary ones go

    assert (len(rows) > 50, any(name.startswith("session") for name in kept)) == (True, True)
    assert sum(map(len, lying.values())) > 100_000
    assert found(SECRETS, rows | kept | lying) == []

    InstagramAccount.objects.filter(pk=done.account.pk).update(name=f"x{CODES[0][:4]} {CODES[0][4:]}")
    assert found(SECRETS, dict(tables())) != []


def test_no_log_no_report_of_an_error_and_no_refusal_holds_one(done, logs):
    records = tuple(logs.records)
    lines = [logging.Formatter().format(record) for record in records]
    errors = [record for record in records if record.exc_info and record.exc_info[0]]
    reporters = [ExceptionReporter(getattr(record, "request", None), *record.exc_info) for record in errors]
    reports = [one.get_traceback_text() + one.get_traceback_html() for one in reporters]

    assert any("INSERT INTO" in line for line in lines)
    assert any("no room on the disk" in line for line in lines)
    assert any("take_code" in report and "value=Secret(…)" in report for report in reports)
    refused = {f"refusal {number}": answer.content for number, answer in enumerate(done.failed)}
    assert found(SECRETS, {"log": "\n".join(lines)} | dict(enumerate(reports)) | refused) == []


def test_no_other_page_no_answer_no_notice_and_no_export_holds_one(done, team, ai, as_ai):
    ids = rows_of(team, ai) | {"account": done.account.pk}
    here = [page for page in pages() if page.name in set(TEAM) - SHOWING and set(page.parts) <= set(ids)]
    read = [one for one in operations() if one.method == "GET" and set(one.parts) <= set(ids)]
    shown = {page.name: whole(as_ai.get(page.at(**ids))) for page in here}
    shown |= {one.id: whole(done.program.get(one.at(**ids))) for one in read}
    told = {str(row.pk): repr(wording.message(row, lang)) for row in Notice.objects.all() for lang in ("ja", "en")}
    exported = whole(as_ai.post(reverse("timeline:export", kwargs={"team": team.key}), {"form": "jsonl"}))

    assert (len(shown) > 60, len(told) > 0, b"vault.code_handed" in exported) == (True, True, True)
    assert found(SECRETS, shown | told | {"export": exported}) == []


def whole(answer, *, headers=True):
    """The answer with its headers; of a PDF also the text that a reader sees."""
    content = b"".join(answer) if answer.streaming else answer.content
    if not headers:
        return content
    if answer.headers.get("Content-Type") == "application/pdf" and shutil.which("pdftotext"):
        content += subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    return content + repr(answer.headers).encode()


def test_a_backup_holds_none_even_for_whoever_can_open_it(done):
    closed = backed_up()
    with tarfile.open(fileobj=opened(closed), mode="r:gz") as archive:
        members = {head.name: archive.extractfile(head).read() for head in archive if head.isreg()}

    assert any("backupcode" in name for name in members)
    assert found(SECRETS, members | {"closed": closed.getvalue()}) == []
