"""Addresses to listen on are told apart."""

import pytest

from kagimori.cli import addresses


@pytest.mark.parametrize(
    ("host", "loopback", "everywhere", "here"),
    [
        ("127.0.0.1", True, False, "http://127.0.0.1:8000"),
        ("127.8.8.8", True, False, "http://127.8.8.8:8000"),
        ("localhost", True, False, "http://localhost:8000"),
        ("::1", True, False, "http://[::1]:8000"),
        ("[::1]", True, False, "http://[::1]:8000"),
        ("0.0.0.0", False, True, "http://127.0.0.1:8000"),
        ("::", False, True, "http://127.0.0.1:8000"),
        ("192.168.1.5", False, False, "http://192.168.1.5:8000"),
        ("127.0.0.1.evil.example", False, False, "http://127.0.0.1.evil.example:8000"),
        ("", False, False, "http://:8000"),
    ],
)
def test_what_an_address_means(host, loopback, everywhere, here):
    assert addresses.is_loopback(host) is loopback
    assert addresses.is_everywhere(host) is everywhere
    assert addresses.here(host, 8000) == here
