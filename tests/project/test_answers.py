"""What every answer carries, what logs leave out, how files and labels are served."""

import contextlib
import logging
import re
from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client
from django.views.defaults import server_error

from kagimori.project import labels
from kagimori.project import static as stamped
from kagimori.project.logs import Redact
from kagimori.project.table import TABLE


@pytest.fixture
def answer(client):
    return client.get("/alive")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex, nofollow"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_answer_carries_its_guards(answer, header, value):
    assert answer.headers[header] == value


def test_a_host_that_nobody_gave_is_refused(client):
    assert client.get("/alive", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db  # the end of an answer looks at the connection
def test_a_static_file_may_be_kept_and_its_address_changes_with_it(client):
    address = static("look/look.css")

    assert re.fullmatch(r"/static/look/look\.css\?v=[0-9a-f]{10}", address)
    with contextlib.closing(client.get(address)) as sent:
        assert "max-age=86400" in sent.headers["Cache-Control"]


def test_a_file_that_is_not_there_has_an_address_without_a_stamp():
    assert stamped.Stamped().url("look/none.css") == "/static/look/none.css"


@pytest.mark.parametrize("path", ["/first-owner/%s", "/doctor/c/%s/next", "/a/b?x=/%s"])
def test_the_right_in_an_address_is_left_out_of_logs(path):
    token = "Abcdefghijklmnop-_1234567890XYZ"
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, "Not Found: %s", (path % token,), None)

    assert Redact().filter(record)
    assert token not in record.getMessage()


def test_a_link_that_waits_behind_the_login_is_left_out_of_logs_as_well():
    token = "Zx81-_" * 7
    record = logging.LogRecord("x", logging.WARNING, "", 1, "%s", (f"/account/login/?next=%2Fjoin%2F{token}",), None)
    Redact().filter(record)

    assert record.getMessage() == "/account/login/?next=%2Fjoin%2F…"


def test_ordinary_addresses_stay_readable_in_logs():
    record = logging.LogRecord("x", logging.WARNING, "", 1, "%s", ("/static/look/look.css",), None)
    Redact().filter(record)

    assert record.getMessage() == "/static/look/look.css"


def test_labels_are_compiled_once_and_again_for_new_words(tmp_path):
    labels.compile_labels(tmp_path)
    compiled = next(tmp_path.rglob("django.mo"))
    before = compiled.stat().st_mtime_ns
    labels.compile_labels(tmp_path)

    assert compiled.stat().st_mtime_ns == before
    assert compiled.parents[2] == labels.folder(tmp_path)


def test_no_file_of_the_package_is_written():
    assert not list(Path(labels.ROOMS).rglob("*.mo"))


def test_the_settings_of_the_tests_are_those_of_the_table(settings):
    assert settings.PORT == 8000
    assert {row.name for row in TABLE} >= {"KAGIMORI_DATA", "DATABASE_URL"}


@pytest.mark.django_db
@pytest.mark.parametrize(("lang", "words"), [("ja", "ここにはページがありません"), ("en", "There is no page here")])
def test_a_page_that_is_not_there_says_so_in_both_languages(client, lang, words):
    answer = client.get("/none", headers={"accept-language": lang})

    assert (answer.status_code, words in answer.content.decode()) == (404, True)


@pytest.mark.django_db
def test_a_form_without_its_mark_is_refused_with_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/language", {"language": "en"})

    assert (answer.status_code, "読み込み直して" in answer.content.decode()) == (403, True)


def test_a_host_that_is_refused_is_told_the_setting(client):
    assert "KAGIMORI_ALLOWED_HOSTS" in client.get("/alive", headers={"host": "evil.example"}).content.decode()


def test_the_page_of_an_error_needs_nothing_that_may_be_broken(rf):
    answer = server_error(rf.get("/"))

    assert (answer.status_code, "kagimori check" in answer.content.decode()) == (500, True)
