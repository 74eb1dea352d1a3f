"""Files that somebody sends never touch a disk, and one that is too large says so."""

import socket
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from kagimori.cli import answering
from kagimori.console.doors.uploads import InMemory


@pytest.fixture
def no_disk(monkeypatch):
    """Whoever asks for a temporary file fails."""

    def refused(*_args, **_kwargs):
        raise AssertionError("a temporary file was asked for")

    for name in ("TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refused)


def sent(content):
    return RequestFactory().post("/", {"picture": SimpleUploadedFile("qr.png", content)}).FILES["picture"]


def test_a_file_of_several_megabytes_stays_in_memory(no_disk):
    content = b"x" * (5 * 1024 * 1024)
    found = sent(content)
    assert found.read() == content
    assert not hasattr(found, "temporary_file_path")


def test_a_file_that_is_too_large_arrives_empty_with_its_true_size(settings, no_disk):
    settings.UPLOAD_MOST = 1000
    found = sent(b"x" * 5000)
    assert (found.read(), found.size) == (b"", 5000)


def test_what_is_beyond_the_limit_is_not_even_held(settings):
    settings.UPLOAD_MOST = 1000
    handler = InMemory()
    handler.new_file("picture", "qr.png", "image/png", 5000)
    for start in range(0, 5000, 500):
        handler.receive_data_chunk(b"x" * 500, start)
    assert len(handler.held.getvalue()) == 1000


def test_several_files_share_the_limit(settings, no_disk):
    settings.UPLOAD_MOST = 1000
    two = {name: SimpleUploadedFile(name, b"x" * 600) for name in ("first", "second")}
    files = RequestFactory().post("/", two).FILES
    assert (len(files["first"].read()), len(files["second"].read())) == (600, 0)


def test_the_server_in_front_holds_whole_requests_in_memory(settings):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = answering.server_at(listening)
        server.close()
    assert settings.UPLOAD_MOST < server.adj.max_request_body_size < server.adj.inbuf_overflow
