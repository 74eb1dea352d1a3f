"""`kagimori serve` opens the console on an empty folder without questions, and ends cleanly when told to."""

import signal
import socket
import subprocess
import time

import httpx2
import pytest
from tests.fakes.consoles import command, free_port, served, surroundings

PUBLIC = "https://kagimori.example"


def refused(folder, *arguments, **settings):
    done = subprocess.run(
        command(folder, free_port(), *arguments),
        env=surroundings(**settings),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def console(tmp_path_factory):
    """A console on a folder that did not exist: its address, its folder and its second line."""
    folder = tmp_path_factory.mktemp("serve") / "new" / "data"
    with served(folder, "--lang", "en") as (address, process):
        yield address, folder, process.stdout.readline()


def test_an_empty_folder_is_enough(console):
    address, _, _ = console

    assert httpx2.get(f"{address}/alive").text == "alive\n"
    assert "Metaの発表" in httpx2.get(f"{address}/status/").text


def test_the_first_owner_link_is_printed_kept_private_and_works(console):
    _, folder, line = console
    link = (folder / "first-owner-link").read_text().strip()

    assert link in line
    assert (folder / "first-owner-link").stat().st_mode & 0o777 == 0o600
    assert httpx2.get(link).status_code == 200


def test_keys_and_data_are_closed_to_others(console):
    _, folder, _ = console

    assert [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & 0o077] == []
    assert (folder / "keys" / "signing").exists()


def test_a_stranger_reads_no_server_name_and_no_details(console):
    address, _, _ = console
    answer = httpx2.get(f"{address}/none")

    assert answer.status_code == 404
    assert "Server" not in answer.headers
    assert "Traceback" not in answer.text


def test_headers_of_a_proxy_that_nobody_named_are_not_believed(console):
    address, _, _ = console

    assert httpx2.get(f"{address}/alive", headers={"Host": "evil.example"}).status_code == 400
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    assert "Strict-Transport-Security" not in httpx2.get(f"{address}/alive", headers=forged).headers


def test_a_second_console_on_the_same_folder_is_refused(console):
    _, folder, _ = console

    code, said = refused(folder, "--lang", "en")

    assert (code, "Another console already runs" in said) == (1, True)


@pytest.mark.slow
def test_sigterm_ends_it_within_ten_seconds_and_it_starts_again_on_what_it_left(tmp_path):
    with served(tmp_path) as (address, process), socket.create_connection(address[7:].split(":")) as slow:
        slow.sendall(b"GET /status/ HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        key, started = (tmp_path / "keys" / "signing").read_text(), time.monotonic()
        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=10) == 0
        assert time.monotonic() - started < 10

    proxied = {"Host": "kagimori.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    with served(tmp_path, "--public-url", PUBLIC, KAGIMORI_TRUSTED_PROXY="127.0.0.1") as (address, _):
        assert "Strict-Transport-Security" in httpx2.get(f"{address}/alive", headers=proxied).headers
        assert (tmp_path / "keys" / "signing").read_text() == key
        assert (tmp_path / "first-owner-link").read_text().startswith(f"{PUBLIC}/first-owner/")


@pytest.mark.parametrize(("lang", "words"), [("ja", "使っています"), ("en", "already uses port")])
def test_a_port_in_use_is_refused_in_plain_words(tmp_path, lang, words):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            command(tmp_path, port, "--lang", lang), env=surroundings(), capture_output=True, text=True, check=False
        )

    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()

    code, said = refused(tmp_path / "file" / "data", "--lang", "en")

    assert (code, "cannot be written" in said) == (1, True)


def test_a_database_that_does_not_answer_is_refused_without_its_password(tmp_path):
    code, said = refused(tmp_path, "--lang", "en", DATABASE_URL="postgresql://ai:hushhush@127.0.0.1:1/kagimori")

    assert (code, "does not answer" in said, "hushhush" in said) == (1, True, False)


def test_a_bad_setting_is_misuse(tmp_path):
    code, said = refused(tmp_path, "--lang", "en", KAGIMORI_THREADS="many")

    assert (code, "KAGIMORI_THREADS" in said) == (2, True)
