"""The way out to the web refuses what it must."""

import pytest

from kagimori.core.errors import Unreachable
from kagimori.gateways import http
from kagimori.standin.metastatus import Metastatus


def reason_of(refused):
    return refused.value.fields["reason"]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_it_refuses_a_name_that_leads_into_a_private_network(address):
    with pytest.raises(Unreachable) as refused:
        http.get("http://example.com/", resolve=lambda _host, _port: ["93.184.216.34", address])

    assert reason_of(refused) == "private"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.com/", "http:///x"])
def test_it_refuses_what_is_no_web_address(url):
    with pytest.raises(Unreachable):
        http.get(url)


def test_it_refuses_loopback_unless_a_stand_in_may_answer():
    with Metastatus() as page:
        with pytest.raises(Unreachable):
            http.get(page.url)

        assert http.get(page.url, loopback_allowed=True).code == 200
        assert page.asked == 1


def test_it_connects_to_the_address_that_was_judged():
    with Metastatus() as page:
        port = page.url.rpartition(":")[2]

        answer = http.get(f"http://status.test:{port}/", loopback_allowed=True, resolve=lambda *_: ["127.0.0.1"])

    assert answer.media == "text/html"


def test_it_stops_reading_a_large_answer():
    with Metastatus(body=b"x" * 5000) as page, pytest.raises(Unreachable) as refused:
        http.get(page.url + "/data/orgs.json", loopback_allowed=True, most_bytes=1000)

    assert reason_of(refused) == "too_large"


def test_it_says_that_nobody_answers():
    with Metastatus() as page:
        gone = page.url

    with pytest.raises(Unreachable) as refused:
        http.get(gone, loopback_allowed=True)

    assert reason_of(refused) == "no_connection"
